/** The commercial form with an addendum that goes before it: no sub-processor without the client's yes. */
import type { Source } from "../../kernel/Verdict.ts"
import { says, type Terms } from "../Terms.ts"
import { commercial } from "./commercial.ts"

const addendum = (words: string): Source => ({ instrument: "specific-addendum", words })

const [duty] = commercial.duties

export const specific: Terms = {
  ...commercial,
  name: "specific",
  title: "A commercial form with specific authorisation: nothing without the client's yes",
  instruments: [{ id: "specific-addendum", title: "Addendum: specific authorisation" }, ...commercial.instruments],
  authorisation: says(
    "specific",
    addendum("No sub-processor handles the client's data before the client has authorised it in writing.")
  ),
  duties: [
    {
      ...duty!,
      rows: [
        { ...duty!.rows[0], silence: says("denied", addendum("A client that says nothing has not authorised it.")) }
      ]
    }
  ]
}
