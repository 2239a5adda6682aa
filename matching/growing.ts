/** Columns that grow. */

/** An eighth more than there is: what is not used is lost. */
export const room = ({ length }: { length: number }) => length + (length >> 3)

/** What was in a column, in a longer one. */
export function longer<
  Column extends Int32Array | Float32Array | Float64Array | Uint8Array | Uint16Array | Uint32Array,
>(from: Column, to: Column): Column {
  to.set(from)
  return to
}
