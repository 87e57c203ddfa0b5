/** Terms as JSON Schema. Apart from the codecs, for it weighs more than all of them: only editors and forms want it. */
import * as Schema from "effect/Schema"
import { Terms } from "./Terms.schema.ts"

/** Terms as JSON Schema (draft 2020-12), for editors and forms. It does not hold what must agree between the parts. */
export const termsJsonSchema = (): object => {
  const { schema, definitions } = Schema.toJsonSchemaDocument(Terms, {
    onExcessProperty: "error",
    generateDescriptions: true
  })
  return { $schema: "https://json-schema.org/draft/2020-12/schema", ...schema, $defs: definitions }
}
