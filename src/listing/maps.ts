/** Looking up and altering the maps that a state keeps, by an id. */
import * as HashMap from "effect/HashMap"
import * as Option from "effect/Option"

/** The map with one value altered; as it was where there is none. */
export const update = <K extends string, A>(
  map: HashMap.HashMap<K, A>,
  key: K,
  change: (value: A) => A
): HashMap.HashMap<K, A> => HashMap.modify(map, key, change)

export const get = <K extends string, A>(map: HashMap.HashMap<K, A>, key: K): A | undefined =>
  Option.getOrUndefined(HashMap.get(map, key))
