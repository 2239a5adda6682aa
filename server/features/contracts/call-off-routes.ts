import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { membershipOf } from '../../plugins/access.ts'
import { refusals } from '../../problems/problem.ts'
import { Id, Words } from '../../schemas.ts'
import { decideCallOff, placeCallOff } from './call-off.ts'
import { callOffHolder, contractBuyer, contractBuyers } from './policy.ts'
import { answerWith } from './routes.ts'
import { CallOffInput, ContractSchema } from './schemas.ts'
import { tradingBy } from './trading.ts'

const tags = ['contracts']
const response = { 200: ContractSchema, ...refusals }
const path = '/api/contracts/:contractId/call-offs'
const CallOffPath = Type.Object({ contractId: Id, callOffId: Id })
const Reason = Type.Object({ reason: Words(4000) }, { additionalProperties: false })

/** Call-offs of a framework. */
export const callOffRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post(
    path,
    {
      schema: {
        tags,
        summary: 'Place a call-off: the framework’s published rule says with whom',
        description:
          'Refused beyond the maximum of the framework, of a line, or of what the needs ask for. With `afterId`, the same goes to the next holder after one has declined.',
        params: Type.Object({ contractId: Id }),
        body: CallOffInput,
        response,
      },
      preHandler: contractBuyers('editor'),
    },
    async (request, reply) => {
      const { contractId } = request.params
      const { organisationId } = membershipOf(request)
      const refusal = await app.db
        .transaction()
        .execute(trx => placeCallOff(trx, tradingBy(request), { contractId, organisationId }, request.body))
      return answerWith(request, reply, contractId, refusal)
    },
  )

  for (const [verb, summary, preHandler] of [
    ['accept', 'Accept a call-off, for the holder whose turn it is', callOffHolder('editor')],
    [
      'decline',
      'Decline a call-off, and say why; it may then go to the next holder',
      callOffHolder('editor'),
    ],
    ['cancel', 'Cancel a call-off that was not answered yet', contractBuyer('editor')],
  ] as const) {
    app.post(
      `${path}/:callOffId/${verb}`,
      { schema: { tags, summary, params: CallOffPath, body: Reason, response }, preHandler },
      async (request, reply) => {
        const asked = { ...request.params, ...request.body }
        const refusal = await app.db
          .transaction()
          .execute(trx => decideCallOff(trx, tradingBy(request), verb, asked))
        return answerWith(request, reply, request.params.contractId, refusal)
      },
    )
  }
}
