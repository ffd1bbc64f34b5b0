export { drawHoursChart } from '../src/pipelines/reporting/hours-chart.js';
export { drawAirportMap } from '../src/pipelines/reporting/airport-map.js';
export const C = { least_share: 0.005 };
