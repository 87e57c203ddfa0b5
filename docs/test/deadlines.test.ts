import {
  amsterdam,
  Deadline,
  dutchStatutory,
  dutchWorkingDays,
  type Explanation,
  nlOffice,
  Span,
  type Span as AnySpan,
  utc,
  type Zone
} from "goodfaith/time"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { absent, type Visit, type Visitor, visitor } from "./browser.ts"

const calendar = (name: string) => [nlOffice, dutchStatutory].find((it) => it.name === name)

/** What the package answers, as the page has to draw it. */
const answered = (
  start: `${number}-${number}-${number}T${number}:${number}:${number}.${number}Z`,
  span: AnySpan,
  zone: Zone = amsterdam
) => {
  const [due, explained] = [
    Deadline.after(start, span, { zone, calendar }),
    Deadline.explain(start, span, { zone, calendar })
  ]
  if (Deadline.isUnknown(due) || Deadline.isUnknown(explained)) throw new Error("a calendar is not at hand")
  return {
    duty: [due.duty.on, due.duty.before],
    right: [due.right.on, due.right.before],
    leaves: explained.map((it) => ({ due: [it.due.on, it.due.before], days: it.days.map(asDrawn) }))
  }
}

const asDrawn = (day: Explanation["days"][number]) => ({
  on: day.on,
  is: "because" in day && typeof day.because === "object" ? "holiday" : day.is,
  as: day.is === "counted" ? String(day.as) : null,
  holiday: "because" in day && typeof day.because === "object" ? day.because.holiday : null
})

const drawn = (page: Page) =>
  page.evaluate(() => {
    const due = document.querySelector<HTMLElement>(".due")!.dataset
    return {
      duty: [due["dutyOn"], due["dutyBefore"]],
      right: [due["rightOn"], due["rightBefore"]],
      leaves: [...document.querySelectorAll<HTMLElement>(".leaf")].map((leaf) => ({
        due: [leaf.dataset["dueOn"], leaf.dataset["dueBefore"]],
        days: [...leaf.querySelectorAll<HTMLElement>("td:not(.outside, .through)")].map((cell) => ({
          on: cell.dataset["on"],
          is: cell.dataset["is"],
          as: cell.querySelector("b")?.lastChild?.textContent?.trim() ?? null,
          holiday: cell.dataset["is"] === "holiday" ? cell.querySelector("small")!.textContent : null
        }))
      }))
    }
  })

describe.skipIf(absent !== undefined)(
  `the deadlines that are drawn are those that the package counts${absent === undefined ? "" : ` (left out: ${absent})`}`,
  () => {
    let here: Visitor
    let visit: Visit
    beforeAll(async () => {
      here = await visitor()
      visit = await here.visit("living/deadlines.html")
    })
    afterAll(() => here.close())

    it("ten Dutch working days over Easter, in both readings", async () => {
      expect(await drawn(visit.page)).toEqual(answered("2026-04-02T08:30:00.000Z", dutchWorkingDays(10, Span.plain)))
    })

    it("before a script has run they stand on the page already", async () => {
      const { page, close } = await here.visit("living/deadlines.html", { javaScriptEnabled: false })
      expect(
        await page.locator(".leaf td.last time").evaluateAll((all) => all.map((it) => it.getAttribute("datetime")))
      ).toEqual(["2026-04-17", "2026-04-20"])
      await close()
    })

    it("whatever is chosen is counted anew", async () => {
      const { page } = visit
      await page.getByLabel("Day", { exact: true }).fill("2026-12-23")
      await page.getByLabel("Time", { exact: true }).fill("17:30")
      await page.getByLabel("Number").fill("3")
      await page.getByLabel("Whose days").selectOption("nl-office")
      await page.getByLabel("Cut-off hour").selectOption({ label: "17:00" })
      const counting = { ...Span.plain, cutOffHour: 17 }
      expect(await drawn(page)).toEqual(
        answered("2026-12-23T16:30:00.000Z", Span.workingDays(3, "nl-office", counting))
      )

      await page.getByLabel("clear days").check()
      await page.getByLabel("the day of the event counts").check()
      await page.getByLabel("Zone").selectOption("UTC")
      const clear = { ...counting, clear: true, firstDay: "counted" as const }
      expect(await drawn(page)).toEqual(
        answered("2026-12-23T17:30:00.000Z", Span.workingDays(3, "nl-office", clear), utc)
      )
    })

    it("months, weeks and hours, rolled on as the law of the Netherlands and the Union's regulation say", async () => {
      for (const [hash, start, span] of [
        [
          "unit=months&n=1&day=2026-11-25&way=termijnenwet",
          "2026-11-25T09:30:00.000Z",
          Span.months(1, Span.algemeneTermijnenwet)
        ],
        [
          "unit=calendarDays&n=2&day=2026-12-24&way=regulation&calendar=nl-statutory",
          "2026-12-24T09:30:00.000Z",
          Span.calendarDays(2, Span.regulation1182_71("nl-statutory"))
        ],
        ["unit=hours&n=72&day=2026-10-23", "2026-10-23T08:30:00.000Z", Span.hours(72, Span.plain)],
        ["unit=weeks&n=40&day=2028-06-01", "2028-06-01T08:30:00.000Z", Span.weeks(40, Span.plain)]
      ] as const) {
        const { page, close } = await here.visit(`living/deadlines.html#${hash}`)
        expect({ hash, ...(await drawn(page)) }).toEqual({ hash, ...answered(start, span) })
        await close()
      }
    })

    it("a count that leaves the days for which a calendar is known says so", async () => {
      const { page, close } = await here.visit("living/deadlines.html#n=60&day=2028-12-01&calendar=nl-office")
      await page.getByText("The calendar nl-office is known until 2029-01-01").waitFor()
      await close()
    })

    it("its address brings all of it back, on another machine too", async () => {
      const hash = await visit.page.evaluate(() => location.hash)
      expect(hash).not.toBe("")
      const other = await here.visit(`living/deadlines.html${hash}`)
      expect(await drawn(other.page)).toEqual(await drawn(visit.page))
      expect(await other.page.getByLabel("clear days").isChecked()).toBe(true)
      await other.close()
    })

    it("the other way round: until when it may begin, to be over by a day however it is read", async () => {
      const latest = (page: Page) =>
        page.locator("[data-latest-on]").evaluate((it) => {
          const { latestOn, latestBefore } = (it as HTMLElement).dataset
          return [latestOn, latestBefore]
        })
      for (const [hash, by, span] of [
        ["", "2026-05-01", dutchWorkingDays(10, Span.plain)],
        ["#by=2026-04-07&n=3", "2026-04-07", dutchWorkingDays(3, Span.plain)],
        ["#by=2026-04-07&n=72&unit=hours", "2026-04-07", Span.hours(72, Span.plain)]
      ] as const) {
        const { page, close } = await here.visit(`living/deadlines.html${hash}`)
        const due = Deadline.latestStart(by, span, { zone: amsterdam, calendar })
        if (Deadline.isUnknown(due)) throw new Error("a calendar is not at hand")
        expect(await latest(page)).toEqual([due.duty.on, due.duty.before])
        await close()
      }
    })

    it("a span of ready-made terms is taken over with the words that state it", async () => {
      const { page, close } = await here.visit("living/deadlines.html")
      await page
        .getByLabel("Or as ready-made terms state it")
        .selectOption({ label: "exit-only: time to object, 90 calendar days" })
      expect(await drawn(page)).toEqual(answered("2026-04-02T08:30:00.000Z", Span.calendarDays(90, Span.plain)))
      expect(await page.locator(".stated").innerText()).toContain("exit-only")
      await page.getByLabel("Number").fill("60")
      expect(await page.locator(".stated").count()).toBe(0)
      expect(await page.getByLabel("Or as ready-made terms state it").inputValue()).toBe("")
      await page.getByRole("button", { name: "Start over" }).click()
      expect(await drawn(page)).toEqual(answered("2026-04-02T08:30:00.000Z", dutchWorkingDays(10, Span.plain)))
      await close()
    })

    it("what makes no sense is said in words, and the last answer stays", async () => {
      const { page, close } = await here.visit("living/deadlines.html")
      const before = await drawn(page)
      await page.getByLabel("Number").fill("100000")
      expect(await page.getByRole("alert").innerText()).toBe("This page draws 260 at most.")
      expect(await drawn(page)).toEqual(before)
      await close()
    })
  }
)
