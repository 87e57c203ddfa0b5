/** Days and moments as a person writes them. Nothing here asks the machine what day it is, or how its owner writes dates. */
import { Day, Instant, Zone } from "goodfaith/time"

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December"
] as const

export const dayOfMonth = (day: Day): number => Number(day.slice(8))
export const monthName = (day: Day): string => months[Number(day.slice(5, 7)) - 1]!

/** `Thursday 2 April 2026` */
export const inFull = (day: Day): string =>
  `${weekdays[Day.weekday(day)]} ${dayOfMonth(day)} ${monthName(day)} ${day.slice(0, 4)}`

/** `Thu 2 Apr` */
export const inShort = (day: Day): string =>
  `${weekdays[Day.weekday(day)]!.slice(0, 3)} ${dayOfMonth(day)} ${monthName(day).slice(0, 3)}`

/** `2 April` */
export const date = (day: Day): string => `${dayOfMonth(day)} ${monthName(day)}`

/** `10:30`, on the clock there. */
export const clock = (zone: Zone, at: Instant): string => {
  const { hour, minute } = Zone.local(zone, at)
  return `${two(hour)}:${two(minute)}`
}

/** `Thu 2 Apr 10:30`; a moment at the start of a day is that day. */
export const atTime = (zone: Zone, at: Instant): string => {
  const { day } = Zone.local(zone, at)
  const time = clock(zone, at)
  return time === "00:00" ? inShort(day) : `${inShort(day)} ${time}`
}

/** The moment that a clock there shows. An hour that was skipped is reached when the next one is. */
export const moment = (zone: Zone, day: Day, time: string): Instant => {
  const [hour = 0, minute = 0] = time.split(":").map(Number)
  return Instant.addMilliseconds(Zone.at(zone, day, hour), minute * 60_000)
}

/** The Monday of the week in which this day lies. */
export const mondayOf = (day: Day): Day => Day.add(day, -((Day.weekday(day) + 6) % 7))

/** `3 and 4 April`, `30 April and 1 May`: days in words, the month said once where it can be. */
export const together = (days: ReadonlyArray<Day>): string =>
  listed(
    days.map((day, index) => (days[index + 1]?.slice(0, 7) === day.slice(0, 7) ? String(dayOfMonth(day)) : date(day)))
  )

/** `a, b and c` */
export const listed = (words: ReadonlyArray<string>): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`

const two = (n: number): string => String(n).padStart(2, "0")
