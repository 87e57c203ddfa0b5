/**
 * The pure core reads no clock, no chance, no machine. To see that it does not, run it where all of that is poisoned.
 *
 * While `run` runs, each of these throws: the clock (`Date.now`, `new Date()` and `Date()` without arguments,
 * `performance`), chance (`Math.random`, `crypto`), waiting (timers, `queueMicrotask`), the world (`process`, `fetch`),
 * and whatever answers by the zone or the language of the machine (`new Date(2026, 0, 1)`, `getHours()`, `Intl`,
 * `localeCompare`, …). `new Date("2026-11-23T00:00:00Z")`, `Date.UTC` and the UTC methods stay: they are arithmetic.
 */
export const withPoisonedGlobals = <A>(run: () => A): A => {
  const restore: Array<() => void> = []
  const replace = (owner: object, key: PropertyKey, descriptor: PropertyDescriptor): void => {
    const before = Object.getOwnPropertyDescriptor(owner, key)
    Object.defineProperty(owner, key, { ...descriptor, configurable: true })
    restore.push(() =>
      before === undefined ? Reflect.deleteProperty(owner, key) : Object.defineProperty(owner, key, before)
    )
  }
  try {
    for (const name of readers) replace(globalThis, name, { get: () => forbid(name) })
    for (const name of calls) replace(globalThis, name, { value: () => forbid(`${name}()`) })
    replace(Math, "random", { value: () => forbid("Math.random()") })
    for (const name of dateMethods) replace(Date.prototype, name, { value: () => forbid(`Date.prototype.${name}()`) })
    for (const [owner, name] of localMethods) replace(owner, name, { value: () => forbid(`${name}()`) })
    replace(globalThis, "Date", { value: poisonedDate, writable: true })
    const answer = run()
    if (answer instanceof Promise) throw new Error("the pure core does not wait, but a promise came out of it")
    return answer
  } finally {
    for (const undo of restore.toReversed()) undo()
  }
}

/** What is thrown, so that a test can tell it from any other error. */
export class Poisoned extends Error {
  constructor(what: string) {
    super(`the pure core asked the outside world: ${what}`)
  }
}

const forbid = (what: string): never => {
  throw new Poisoned(what)
}

const readers = ["process", "crypto", "performance", "Intl", "navigator", "localStorage"]
const calls = ["setTimeout", "setInterval", "setImmediate", "queueMicrotask", "requestAnimationFrame", "fetch"]

const parts = ["FullYear", "Month", "Date", "Hours", "Minutes", "Seconds", "Milliseconds"]
const texts = ["String", "DateString", "TimeString", "LocaleString", "LocaleDateString", "LocaleTimeString"]
const dateMethods = [
  "getDay",
  "getTimezoneOffset",
  ...parts.flatMap((part) => [`get${part}`, `set${part}`]),
  ...texts.map((text) => `to${text}`)
]

const localMethods: ReadonlyArray<readonly [object, string]> = [
  [String.prototype, "localeCompare"],
  [String.prototype, "toLocaleLowerCase"],
  [String.prototype, "toLocaleUpperCase"],
  [Number.prototype, "toLocaleString"],
  [Array.prototype, "toLocaleString"]
]

const poisonedDate = new Proxy(Date, {
  apply: () => forbid("Date()"),
  construct: (real, args, asked) => {
    if (args.length === 0) forbid("new Date()")
    if (args.length > 1) forbid("new Date(year, month, …), which means the zone of the machine")
    if (typeof args[0] === "string" && !/(Z|[+-]\d\d:?\d\d|^\d{4}-\d\d-\d\d)$/.test(args[0])) {
      forbid(`new Date("${args[0]}"), which means the zone of the machine`)
    }
    return Reflect.construct(real, args, asked)
  },
  get: (real, key) => (key === "now" ? () => forbid("Date.now()") : Reflect.get(real, key))
})
