/** The site as it was built: its pages, its files, and a server that answers with them. */
import { readdirSync, readFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { extname, posix } from "node:path"
import { fileURLToPath } from "node:url"

export const site = fileURLToPath(new URL("../.vitepress/dist/", import.meta.url))

export const files: ReadonlySet<string> = new Set(
  readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.join(entry.parentPath.slice(site.length).replaceAll("\\", "/"), entry.name))
)

export const pages = [...files].filter((file) => file.endsWith(".html"))

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml"
}

/** Serves the site on a port of its own, as any host of plain files would. */
export const serve = async (): Promise<{ readonly url: string; readonly close: () => void }> => {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://site").pathname).slice(1)
    const file = path === "" || path.endsWith("/") ? `${path}index.html` : path
    if (!files.has(file)) return void response.writeHead(404).end()
    response
      .writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" })
      .end(readFileSync(site + file))
  })
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() }
}
