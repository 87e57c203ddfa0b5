/** Running the requirements, without any test runner. */
import { inTime } from "./acts.ts"
import { capabilities, type Effort, type Finding, type Requirement, type Subject } from "./contract.ts"
import { clearingSeconds, inPlace } from "./ground.ts"
import { requirements } from "./requirements.ts"

export interface CheckOptions extends Effort {
  /** The ids of the requirements to run: all, when left out. What is not run is not among the findings. */
  readonly only?: ReadonlyArray<string>
  /** How long one requirement may take before it counts as broken. 60 when left out. Clearing up after it has its own limit. */
  readonly seconds?: number
}

/** Runs every requirement, in order, and says of each how it went. */
export const check = async (subject: Subject, options: CheckOptions = {}): Promise<ReadonlyArray<Finding>> => {
  const unknown = options.only?.find((id) => !requirements.some((requirement) => requirement.id === id))
  if (unknown !== undefined) throw new Error(`there is no requirement \`${unknown}\``)
  checkDeclared(subject)
  const findings: Array<Finding> = []
  for (const requirement of requirements) {
    const { id, sentence, needs } = requirement
    if (options.only?.includes(id) === false) continue
    if (needs !== undefined && !subject.capabilities.includes(needs)) {
      findings.push({ id, sentence, outcome: "not declared", why: needs })
      continue
    }
    const broken = await runRequirement(subject, requirement, options).then(
      () => undefined,
      (cause: Error) => cause.message
    )
    findings.push(
      broken === undefined ? { id, sentence, outcome: "kept" } : { id, sentence, outcome: "broken", why: broken }
    )
  }
  return findings
}

/** Runs one requirement in a place of its own. Rejects when it is not met. */
export const runRequirement = (
  subject: Subject,
  requirement: Requirement,
  { seconds = 60, rounds = 3, seed = 1 }: Omit<CheckOptions, "only"> = {}
): Promise<void> =>
  inPlace(
    subject,
    (ground) => inTime(seconds, `it did not end within ${seconds} seconds`, requirement.run(ground, { rounds, seed })),
    { seconds }
  )

/** How long `runRequirement` takes at most: making the place, the requirement, and the parts of clearing up. A little more, even. */
export const longestSeconds = ({ seconds = 60 }: Pick<CheckOptions, "seconds">): number =>
  2 * seconds + 4 * clearingSeconds(seconds) + 1

/** Throws when the subject declares what there is not. The compiler would have said so. */
export const checkDeclared = ({ name, capabilities: declared }: Subject): void => {
  const unknown = declared.find((capability) => !capabilities.includes(capability))
  if (unknown === undefined) return
  const known = capabilities.map((capability) => `\`${capability}\``).join(", ")
  throw new Error(`${name} declares \`${unknown}\`, and there is no such capability: there are ${known}`)
}
