import { node, pipeline, type Pipeline } from '@kedro-ts/pipeline';
import { drawAirportMap } from './airport-map.js';
import { drawHoursChart } from './hours-chart.js';
import { summariseAirports, summariseHours, summariseWeekdays } from './nodes.js';

/** What the flights say, without any model: summaries, and charts drawn from them. */
export function createPipeline(): Pipeline {
  return pipeline(
    [
      node(summariseHours, ['flights_primary', 'params:late_from'], 'delays_by_hour', {
        name: 'summarise_hours',
        tags: 'summaries',
      }),
      node(summariseWeekdays, ['flights_primary', 'params:late_from'], 'delays_by_weekday', {
        name: 'summarise_weekdays',
        tags: 'summaries',
      }),
      node(summariseAirports, ['flights_primary', 'airports', 'params:late_from'], 'delays_by_airport', {
        name: 'summarise_airports',
        tags: 'summaries',
      }),
      node(drawHoursChart, ['delays_by_hour', 'params:charts'], 'hours_chart', {
        name: 'draw_hours_chart',
        tags: 'charts',
      }),
      node(drawAirportMap, ['delays_by_airport', 'us_states', 'params:charts'], 'airport_map', {
        name: 'draw_airport_map',
        tags: 'charts',
      }),
    ],
    { tags: 'reporting' },
  );
}
