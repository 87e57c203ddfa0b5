/** Text that is markup, and text that is not: whatever is put into a template is escaped unless it is markup itself. */

export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Piece = Markup | string | number | undefined | false | ReadonlyArray<Piece>

export const html = (parts: TemplateStringsArray, ...pieces: ReadonlyArray<Piece>): Markup =>
  new Markup(parts.map((part, index) => part + (index < pieces.length ? written(pieces[index]) : "")).join(""))

const written = (piece: Piece): string => {
  if (piece === undefined || piece === false) return ""
  if (piece instanceof Markup) return piece.text
  if (typeof piece === "object") return piece.map(written).join("")
  return String(piece)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
}
