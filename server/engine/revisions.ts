import { AsyncLocalStorage } from 'node:async_hooks'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import type { Engine } from '@maillage/matching/engine.ts'
import type { Ranker } from './ranker.ts'

/** What answers are computed with: one catalogue, and what was made from it. They change together. */
export interface Revision {
  catalogue: Catalogue
  engine: Engine
  ranker: Ranker
}

/** A value of its own for each revision, made when it is first asked for. */
export interface Derived<Value> {
  readonly here: Value
}

/** The right to go on with a revision that another has replaced meanwhile. */
export interface Hold {
  /** Runs work that reads this revision, and no other, until the hold is released. */
  run<Result>(work: () => Result): Result
  release(): void
}

export interface Revisions {
  /** The revision in force. */
  readonly current: Revision
  /** The revision that the work under way began with; the one in force outside of any, or once its hold is released. */
  readonly here: Revision
  /** Holds the revision in force. */
  hold(): Hold
  /** Runs work on one revision from its first read to its last, whatever comes into force meanwhile. */
  during<Result>(work: () => Promise<Result>): Promise<Result>
  /** Puts another in force; the one before ends with the last work that began with it. */
  replace(next: Revision): void
  /** A value made from each revision; `end` closes it when nothing can ask for it any more. */
  derive<Value>(make: (revision: Revision) => Value, end?: (value: Value) => Promise<void>): Derived<Value>
  /** Called after each replacement. */
  onReplaced(listener: () => void): void
  /** Ends everything that was made from any revision. */
  close(): Promise<void>
}

interface Kept {
  revision: Revision
  holders: number
  ends: (() => Promise<void>)[]
}

/** `failed` is told of what could not be ended. */
export function createRevisions(first: Revision, failed: (error: unknown) => void): Revisions {
  const began = new AsyncLocalStorage<{ kept: Kept | null }>()
  const keep = (revision: Revision): Kept => ({
    revision,
    holders: 0,
    ends: [() => revision.ranker.close()],
  })
  const listeners: (() => void)[] = []
  const all = new Set<Kept>()
  let current = keep(first)
  all.add(current)

  // What was begun in a request and outlives it, as a timer, follows what is in force.
  const here = () => began.getStore()?.kept ?? current

  async function end(kept: Kept): Promise<void> {
    all.delete(kept)
    for (const close of kept.ends.splice(0)) await close()
  }
  const endUnheld = (kept: Kept) => {
    if (kept !== current && kept.holders === 0) end(kept).catch(failed)
  }

  const revisions: Revisions = {
    get current() {
      return current.revision
    },
    get here() {
      return here().revision
    },
    hold() {
      const kept = current
      const store: { kept: Kept | null } = { kept }
      kept.holders++
      return {
        run: work => began.run(store, work),
        release() {
          if (store.kept === null) return
          store.kept = null
          kept.holders--
          endUnheld(kept)
        },
      }
    },
    async during(work) {
      const hold = revisions.hold()
      try {
        return await hold.run(work)
      } finally {
        hold.release()
      }
    },
    replace(next) {
      const before = current
      current = keep(next)
      all.add(current)
      endUnheld(before)
      for (const listener of listeners) listener()
    },
    derive(make, close) {
      const made = new WeakMap<Kept, { value: ReturnType<typeof make> }>()
      return {
        get here() {
          const kept = here()
          const known = made.get(kept)
          if (known !== undefined) return known.value
          const value = make(kept.revision)
          made.set(kept, { value })
          if (close !== undefined) kept.ends.push(() => close(value))
          return value
        },
      }
    },
    onReplaced(listener) {
      listeners.push(listener)
    },
    async close() {
      for (const kept of all) await end(kept)
    },
  }
  return revisions
}
