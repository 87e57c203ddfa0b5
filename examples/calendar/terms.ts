/** The commercial form, counted in working days of the firm: ten before access, and ten to object. */
import type { Source } from "goodfaith/kernel"
import { says, type Terms } from "goodfaith/terms"
import { commercial } from "goodfaith/terms/ready"
import { acmeWorkingDays } from "./calendar.ts"

const addendum = (words: string): Source => ({ instrument: "acme-addendum", at: "2", words })
const told = addendum("Acme tells the client ten working days before access, on the days on which Acme is open.")
const mayObject = addendum("The client may object within ten working days, on the days on which Acme is open.")

const [duty] = commercial.duties
const { rows, ...rest } = duty!

export const countedInWorkingDays: Terms = {
  ...commercial,
  name: "acme-working-days",
  title: "The commercial form, counted in the working days of Acme",
  instruments: [{ id: "acme-addendum", title: "Addendum: working days" }, ...commercial.instruments],
  duties: [
    {
      ...rest,
      source: told,
      rows: [
        {
          ...rows[0],
          advanceNotice: says({ period: acmeWorkingDays(10), before: "access" }, told),
          window: says({ _tag: "For", period: acmeWorkingDays(10) }, mayObject)
        }
      ]
    }
  ]
}
