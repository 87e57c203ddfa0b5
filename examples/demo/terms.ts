/** One more contract, derived from a ready-made one: the commercial form, counted in working days of a calendar it names. */
import type { Source } from "goodfaith/kernel"
import { says, type Terms } from "goodfaith/terms"
import { commercial } from "goodfaith/terms/ready"
import { Span } from "goodfaith/time"

const addendum = (words: string): Source => ({ instrument: "working-days-addendum", words })

const told = addendum("We tell the client 20 working days before access, on the calendar of Dutch offices.")

const [duty] = commercial.duties

export const workingDays: Terms = {
  ...commercial,
  name: "working-days",
  title: "The commercial form, counted in working days of the nl-office calendar",
  instruments: [{ id: "working-days-addendum", title: "Addendum: working days" }, ...commercial.instruments],
  duties: [
    {
      ...duty!,
      source: told,
      rows: [
        {
          ...duty!.rows[0],
          advanceNotice: says({ period: Span.workingDays(20, "nl-office", Span.plain), before: "access" }, told),
          window: says(
            { _tag: "For", period: Span.workingDays(10, "nl-office", Span.plain) },
            addendum("The client may object within 10 working days, on the calendar of Dutch offices.")
          )
        }
      ]
    }
  ]
}
