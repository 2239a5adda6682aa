import type { Problem } from '#lib/api/problem.ts'

declare global {
  namespace App {
    interface Error {
      status: number
      message: string
      /** What the server said, where it was the server that refused. */
      problem?: Problem
    }
  }
}
