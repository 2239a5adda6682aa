import { setFlagsFromString } from 'node:v8'

/**
 * Keeps V8 from making objects old at once. It does so where those made by a line of code have outlived collections, and while
 * firms are read in nearly all do: from then on each ranking leaves megabytes that nobody needs any more among the old ones, until all
 * of memory has to be gone through for them. For all threads of the process.
 */
export function keepYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring')
}
