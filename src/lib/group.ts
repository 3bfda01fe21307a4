/**
 * Things by their key, in the order they come. The same as `Map.groupBy` (ECMAScript 2024), which Node 20 lacks: `resvag/mining`
 * runs there too.
 */
export function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
