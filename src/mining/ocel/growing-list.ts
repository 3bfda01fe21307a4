/** Lists of numbers that grow: what a reader fills without knowing how much will come. */

export interface CodeList {
  length: number;
  items: Int32Array;
}

export interface NumberList {
  length: number;
  items: Float64Array;
}

export function codeList(): CodeList {
  return { length: 0, items: new Int32Array(64) };
}

export function numberList(): NumberList {
  return { length: 0, items: new Float64Array(64) };
}

export function addCode(list: CodeList, code: number): void {
  if (list.length === list.items.length) {
    const larger = new Int32Array(Math.ceil(list.items.length * 1.6));
    larger.set(list.items);
    list.items = larger;
  }
  list.items[list.length++] = code;
}

export function addNumber(list: NumberList, number: number): void {
  if (list.length === list.items.length) {
    const larger = new Float64Array(Math.ceil(list.items.length * 1.6));
    larger.set(list.items);
    list.items = larger;
  }
  list.items[list.length++] = number;
}
