import { isCode } from './environment.ts'

const UNIQUE_VIOLATION = '23505'

/** Whether an error says that this unique constraint was broken: the database alone decides what is taken. */
export function isConstraint(error: unknown, constraint: string): boolean {
  return (
    isCode(error, UNIQUE_VIOLATION) &&
    error instanceof Error &&
    'constraint' in error &&
    error.constraint === constraint
  )
}
