/**
 * What a store must do, as data: one sentence and one run each.
 *
 * A store that keeps all of these may be trusted with a journal. They need no test runner; `check` runs them anywhere and
 * `storeContract` hands them to yours.
 */
import type { Requirement } from "./contract.ts"
import { batches } from "./requirements/batches.ts"
import { elsewhere } from "./requirements/elsewhere.ts"
import { failed } from "./requirements/failed.ts"
import { handles, several, tenants } from "./requirements/handles.ts"
import { held } from "./requirements/held.ts"
import { letters } from "./requirements/letters.ts"
import { lists } from "./requirements/lists.ts"
import { processes, writers } from "./requirements/processes.ts"
import { reading } from "./requirements/reading.ts"
import { receipts } from "./requirements/receipts.ts"
import { crashes, restarts } from "./requirements/restarts.ts"
import { streams } from "./requirements/streams.ts"

export const requirements: ReadonlyArray<Requirement> = [
  ...streams,
  ...batches,
  ...receipts,
  ...lists,
  ...reading,
  ...letters,
  ...handles,
  ...several,
  ...tenants,
  ...writers,
  ...restarts,
  ...elsewhere,
  ...crashes,
  ...processes,
  ...held,
  ...failed
]
