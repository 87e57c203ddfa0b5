/**
 * What time needs from the machine, kept apart from the pure rest.
 */
export { zoneFromIntl } from "./zones.ts"
