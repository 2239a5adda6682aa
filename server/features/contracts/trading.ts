import type { FastifyRequest } from 'fastify'
import { parisDate } from '../../paris-date.ts'
import { personOf } from '../../plugins/access.ts'
import type { Trading } from './tell.ts'

/** What somebody who is signed in changes a contract with; behind a guard only. */
export function tradingBy(request: FastifyRequest): Trading {
  const { catalogue, environment, sendJob } = request.server
  return {
    actor: personOf(request).id,
    catalogue,
    today: parisDate(new Date()),
    publicUrl: environment.publicUrl,
    sendJob,
  }
}
