export {
  type Answered,
  askedAgain,
  type GateAsked,
  type PromisesAsked,
  type Question,
  type VerdictAsked
} from "./asking.ts"
export {
  type Evidence,
  type EventText,
  gather,
  type Gathering,
  nothingOfOthers,
  type Subject
} from "./Evidence.ts"
export * from "./verify.ts"
export { format } from "./Evidence.schema.ts"
