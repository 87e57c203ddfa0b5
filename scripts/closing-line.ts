import type { Reporter } from "vitest/node"

/** Ends a test run with one line for a person: what was kept, and what was not. */
export default class ClosingLine implements Reporter {
  onTestRunEnd: NonNullable<Reporter["onTestRunEnd"]> = (files, unhandled) => {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    let unreadable = 0
    for (const file of files) {
      if (file.errors().length > 0) unreadable += 1
      for (const test of file.children.allTests()) count[test.result().state] += 1
    }
    const kept = count.failed + unreadable + unhandled.length === 0
    const leftOut = count.skipped + count.pending
    const parts = [
      `${count.passed} passed, ${count.failed} failed`,
      ...(leftOut > 0 ? [`${leftOut} left out`] : []),
      `in ${plural(files.length, "file")}`,
      ...(unreadable > 0 ? [`${plural(unreadable, "file")} could not be run`] : []),
      ...(unhandled.length > 0 ? [`${plural(unhandled.length, "error")} outside any test`] : [])
    ]
    console.log(`${kept ? "All promises kept" : "Not all promises kept"}: ${parts.join(", ")}.`)
  }
}

const plural = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? "" : "s"}`
