import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { WebSocket } from 'ws'
import { memberOf, personOf, signedIn } from '../../plugins/access.ts'
import { notificationsAfter } from '../notifications/queries.ts'
import type { Change } from './hub.ts'

const PAGE = 100
/** A reader this far behind is dropped: it comes back and resumes after the last number it got. */
const MAXIMUM_BUFFERED_BYTES = 1_048_576
const PING_MILLISECONDS = 25_000
const TRY_AGAIN_LATER = 1013
const POLICY = 1008

/**
 * The live socket of one organisation: first what came after `after`, then what comes. Each notification is sent once
 * per socket, in the order of its number; `ready` says the past is done.
 */
export const liveRoutes: FastifyPluginAsyncTypebox = async app => {
  app.get(
    '/api/live',
    {
      websocket: true,
      schema: {
        hide: true,
        querystring: Type.Object({
          organisation: Type.String({ format: 'uuid' }),
          after: Type.Optional(Type.Integer({ minimum: 0, default: 0 })),
        }),
      },
      preValidation: [
        async (request, reply) => {
          const { origin } = request.headers
          return app.allowsOrigin(origin) ? undefined : reply.refuse('origin-refused')
        },
        signedIn,
      ],
      preHandler: async (request, reply) => {
        const membership = await memberOf(app.db, personOf(request).id, request.query.organisation)
        return membership ? undefined : reply.refuse('not-found')
      },
    },
    (socket: WebSocket, request) => {
      const { organisation, after = 0 } = request.query
      const person = personOf(request)
      stream(socket, after)

      function stream(socket: WebSocket, after: number): void {
        let sent = after
        let reading = false
        let again = false
        let ready = false

        const send = (message: object) => {
          if (socket.bufferedAmount > MAXIMUM_BUFFERED_BYTES) socket.close(TRY_AGAIN_LATER, 'too slow')
          else socket.send(JSON.stringify(message))
        }

        // One reading at a time; a wake during one asks for another right after.
        async function readOn(): Promise<void> {
          if (reading) {
            again = true
            return
          }
          reading = true
          try {
            do {
              again = false
              for (;;) {
                const page = await notificationsAfter(app.db, {
                  organisationId: organisation,
                  after: sent,
                  limit: PAGE,
                })
                if (socket.readyState !== socket.OPEN) return
                for (const notification of page) {
                  send({ type: 'notification', notification })
                  sent = notification.seq
                }
                if (page.length < PAGE) break
              }
              if (!ready) {
                ready = true
                send({ type: 'ready', seq: sent })
              }
            } while (again)
          } catch (error) {
            // The page comes back by itself and resumes after the last number it got.
            request.log.error({ err: error }, 'a live socket could not read its notifications')
            socket.close(TRY_AGAIN_LATER, 'try again')
          } finally {
            reading = false
          }
        }

        const unsubscribe = app.subscribe({
          organisationId: organisation,
          wake: () => void readOn(),
          changed: ({ subject, id }: Change) => send({ type: 'changed', subject, id }),
        })

        let answered = true
        const ping = setInterval(() => {
          if (!answered) return socket.terminate()
          answered = false
          socket.ping()
          memberOf(app.db, person.id, organisation).then(
            membership => membership ?? socket.close(POLICY, 'no longer a member'),
            error => request.log.error({ err: error }, 'a live socket could not check its member'),
          )
        }, PING_MILLISECONDS)

        socket.on('pong', () => (answered = true))
        socket.on('error', () => socket.terminate())
        socket.on('close', () => {
          clearInterval(ping)
          unsubscribe()
        })
        void readOn()
      }
    },
  )
}
