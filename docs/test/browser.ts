/** One browser over the built site. Where there is none, its tests say so and are left out. */
import { existsSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"
import { serve } from "./site.ts"

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium"
export const absent = existsSync(executablePath)
  ? undefined
  : `no browser at ${executablePath}: install chromium, or name one in CHROMIUM`

export interface Visit {
  readonly page: Page
  /** What went wrong on the page: errors it threw or logged, and requests to another host. */
  readonly wrong: ReadonlyArray<string>
  readonly close: () => Promise<void>
}

export interface Visitor {
  readonly visit: (path: string, options?: BrowserContextOptions) => Promise<Visit>
  readonly close: () => Promise<void>
}

export const visitor = async (): Promise<Visitor> => {
  const server = await serve()
  const browser: Browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })
  return {
    visit: async (path, options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
      const page = await context.newPage()
      const wrong: Array<string> = []
      page.on("pageerror", (error) => wrong.push(error.message))
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") wrong.push(message.text())
      })
      page.on("request", (request) => {
        if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url()))
          wrong.push(`asked another host: ${request.url()}`)
      })
      page.on("response", (response) => {
        if (response.status() >= 400) wrong.push(`${response.status()} for ${response.url()}`)
      })
      await page.goto(server.url + path, { waitUntil: "load" })
      // The page is alive once its application is mounted on it.
      if (options.javaScriptEnabled !== false)
        await page.waitForFunction(() => "__vue_app__" in document.querySelector("#app")!)
      return { page, wrong, close: () => context.close() }
    },
    close: async () => {
      await browser.close()
      server.close()
    }
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

/** What axe-core finds against, in a line each. */
export const violations = async (page: Page): Promise<ReadonlyArray<string>> => {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const found = await (globalThis as any).axe.run(document)
    return found.violations.flatMap((it: any) =>
      it.nodes.map((node: any) => `${it.id}: ${it.help} (${node.target.join(" ")})`)
    )
  })
}
