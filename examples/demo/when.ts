/** Days and moments as people in Amsterdam write them. */
import { amsterdam, Day, Instant, Zone } from "goodfaith/time"

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const

/** `Thu 2 Apr` */
export const onDay = (day: string): string => {
  const at = Day.from(day)
  return `${weekdays[Day.weekday(at)]} ${dayOfMonth(at)} ${months[Number(at.slice(5, 7)) - 1]}`
}

export const dayOfMonth = (day: string): number => Number(day.slice(8))

/** `Thu 2 Apr 10:30`; a moment at the start of a day is that day. */
export const atTime = (at: string): string => {
  const { day, hour, minute } = Zone.local(amsterdam, Instant.from(at))
  const time = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`
  return time === "00:00" ? onDay(day) : `${onDay(day)} ${time}`
}

export const dayThere = (at: string): Day => Zone.dayOf(amsterdam, Instant.from(at))
