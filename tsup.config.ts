import { defineConfig } from "tsup"

/**
 * The modules of the package are emitted by `tsc`, one file each; of those, tsup makes a single file for a page that has
 * no build step (`<script type="module">`). It carries the few modules of `effect` that it uses, because such a page has
 * nothing that could resolve `effect/Result`, and no other copy of effect that it could clash with.
 */
export default defineConfig({
  entry: { goodfaith: "dist/browser.js" },
  outDir: "dist/browser",
  format: ["esm"],
  platform: "browser",
  target: "es2022",
  minify: true,
  splitting: false,
  treeshake: false,
  dts: false,
  clean: true,
  noExternal: [/.*/]
})
