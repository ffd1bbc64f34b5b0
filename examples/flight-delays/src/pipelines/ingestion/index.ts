import { node, pipeline, type Pipeline } from '@kedro-ts/pipeline';
import {
  cleanAirports,
  cleanFlights,
  deriveCalendar,
  deriveGeography,
  encodeFlights,
  joinFlights,
} from './nodes.js';

/** From the files as published to one table of believable flights. */
export function createPipeline(): Pipeline {
  return pipeline(
    [
      node(cleanAirports, 'airports_raw', 'airports', { name: 'clean_airports' }),
      node(encodeFlights, ['flights_raw', 'airports'], 'flights_encoded', { name: 'encode_flights' }),
      node(cleanFlights, ['flights_encoded', 'params:cleaning'], ['flights', 'cleaning_report'], {
        name: 'clean_flights',
      }),
      node(deriveCalendar, 'flights', 'calendar', { name: 'derive_calendar' }),
      node(deriveGeography, ['flights', 'airports'], 'geography', { name: 'derive_geography' }),
      node(joinFlights, ['flights', 'calendar', 'geography'], 'flights_primary', { name: 'join_flights' }),
    ],
    { tags: 'ingestion' },
  );
}
