/**
 * The limit for `fold`: the loop that somebody writes by hand around the same `evolve`, with the same refs.
 *
 * A fold cannot cost less than its own steps; the rest is what the general function adds to them.
 */
import * as Consultation from "../../src/consultation/Consultation.ts"
import * as Listing from "../../src/listing/Listing.ts"

export const listing = (stream: string, events: ReadonlyArray<Listing.Event>): Listing.State => {
  let state = Listing.initial
  for (let revision = 0; revision < events.length; revision++) {
    state = Listing.evolve(state, events[revision]!, `listing/${stream}@${revision}`)
  }
  return state
}

export const consultation = (stream: string, events: ReadonlyArray<Consultation.Event>): Consultation.State => {
  let state = Consultation.initial
  for (let revision = 0; revision < events.length; revision++) {
    state = Consultation.evolve(state, events[revision]!, `consultation/${stream}@${revision}`)
  }
  return state
}
