/** What each entry of the package is for, in a line. One that is missing here fails the build. */
export const purposes: Readonly<Record<string, string>> = {
  goodfaith: "the service for hosts with Effect, and a namespace for each concept",
  "goodfaith/promise": "the door for hosts without Effect: open a store, say what happened, ask",
  "goodfaith/gate": "may this engagement handle this client's data, now, and why",
  "goodfaith/listing": "the listing of sub-processors: its rows, changes, versions, and how it stood on a day",
  "goodfaith/client": "what a client signed, agreed to and uses, and whom it named to be told",
  "goodfaith/consultation": "one client and one change: notice, objection, talks, outcome, access",
  "goodfaith/mandates": "who may act in a client's name, and the chain of powers behind it",
  "goodfaith/documents": "terms of use, agreements, statements: their versions, and who accepted them",
  "goodfaith/disclosure":
    "reports of weaknesses: handling, promises, conduct, confidence, rewards, embargo, publication",
  "goodfaith/views": "desk, register, agenda, verdict and the public listing, as pure functions",
  "goodfaith/terms": "contracts as values: duties and parameters, each with its words; readings",
  "goodfaith/terms/ready": "ready-made contracts: one real text as written, and archetypes",
  "goodfaith/terms/check": "what to look at in a contract before anybody relies on it",
  "goodfaith/terms/json-schema": "terms as JSON Schema, for editors and forms",
  "goodfaith/time": "days, instants, zones, calendars, spans and deadlines, without a clock",
  "goodfaith/time/edge": "a zone table from the machine's own",
  "goodfaith/memory": "store and keys in memory: for tests, examples and a page in the browser",
  "goodfaith/sqlite": "store and keys in files of Node's own SQLite",
  "goodfaith/postgres": "the store in PostgreSQL, over the pool of the host",
  "goodfaith/store": "the port that a store fulfils, and `fromPromises` to make one of six questions",
  "goodfaith/testing": "the kit that says whether a store may be trusted",
  "goodfaith/journal": "records, keys, verifying, signed checkpoints, addresses of values",
  "goodfaith/evidence":
    "a client's or a report's record in one piece, to hand over; checked and asked again by whoever holds it",
  "goodfaith/reactions": "what follows by itself from what happened",
  "goodfaith/schema": "how commands are read and events are written down",
  "goodfaith/kernel": "rules, reasons, refusals, deciders: for whoever writes a rule",
  "goodfaith/language": "ids, changes, persons: the words that all concepts share"
}
