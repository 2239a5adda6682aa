/** The package's own types are read as CommonJS, its code is a module: its default export is the loader itself. */
declare module 'highs' {
  import type { Highs } from 'highs/legacy-types'

  export default function loadHighs(): Promise<Highs>
}
