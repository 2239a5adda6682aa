import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files of the last project that take longest, the longest first: measured on a quiet machine of 2 cores. A long one that
 * begins last would run alone, most of all one that mostly waits.
 */
const longest = [
  'tests/start/kill.test.ts',
  'tests/journeys/pages.test.ts',
  'tests/journeys/tender.test.ts',
  'tests/journeys/live.test.ts',
  'tests/journeys/operator.test.ts',
  'tests/journeys/buyer.test.ts',
  'tests/journeys/firm.test.ts',
  'tests/start/refusals.test.ts',
]

/** Vitest's own order, by what is remembered or by size, with these in front of the others of their project. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLast = ({ project }: TestSpecification) => project.name === 'tests'
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex(path => moduleId.endsWith(path))
      return at === -1 ? longest.length : at
    }
    const last = sorted.filter(isLast).sort((a, b) => rank(a) - rank(b))
    return [...sorted.filter(file => !isLast(file)), ...last]
  }
}
