/**
 * Easter, and the days that follow from it.
 */
import { type Day, fromNumber, numberOf } from "../Day.ts"

/**
 * Easter Sunday of the Western churches: the Sunday after the first full moon of spring, by the tables of the Gregorian
 * calendar (the computus in its anonymous form of 1876).
 *
 * ```ts
 * import { easterSunday } from "goodfaith/time"
 * easterSunday(2027) // => "2027-03-28"
 * ```
 */
export const easterSunday = (year: number): Day => {
  const golden = year % 19 // the year's place in the cycle of the moon
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const moonDrift = Math.floor((8 * century + 13) / 25)
  const epact = (19 * golden + century - Math.floor(century / 4) - moonDrift + 15) % 30 // the age of the moon
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const tooLate = Math.floor((golden + 11 * epact + 22 * toSunday) / 451) // never after 25 April
  const sinceMarch = epact + toSunday - 7 * tooLate
  return fromNumber(numberOf(year, 3, 22 + sinceMarch))
}
