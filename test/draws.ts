/**
 * What the laws draw: other histories at each run. With `LAW_SEED` the same ones again, so that a commit is green or is not whoever asks;
 * `npm run hunt` looks at many more.
 */
import fc from "fast-check"

const { LAW_SEED } = process.env
if (LAW_SEED !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(LAW_SEED) })
