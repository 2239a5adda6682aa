import type { FastifyRequest } from 'fastify'
import { parisDate } from '../../paris-date.ts'
import { pathParameter, personOf } from '../../plugins/access.ts'
import type { Moving } from './move.ts'

/** What somebody who is signed in moves stocks with; behind a guard, below an organisation only. */
export function movingBy(request: FastifyRequest): Moving {
  const { catalogue, sendJob } = request.server
  return {
    actor: personOf(request).id,
    organisationId: pathParameter(request, 'organisationId'),
    today: parisDate(new Date()),
    catalogue,
    sendJob,
  }
}
