import fp from 'fastify-plugin'
import { Gauge } from 'prom-client'

/** Something an open page shows has changed: it asks again, or offers to. */
export interface Change {
  organisationId: string
  /** `region`: something in it has; its id is the operator's. */
  subject:
    | 'ranking'
    | 'profile'
    | 'need'
    | 'thread'
    | 'tender'
    | 'members'
    | 'region'
    | 'contract'
    | 'stock'
    | 'plan'
    | 'scenario'
    | 'pool'
  id: string
}

interface Subscriber {
  organisationId: string
  personId: string
  /** There may be notifications after the last one sent. */
  wake(): void
  changed(change: Change): void
  /** The person's sessions have changed: one may have ended. */
  askAgain(): void
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Hears for this server what the database rings; returns how to stop. */
    subscribe(subscriber: Subscriber): () => void
  }
}

/**
 * One listener a server, shared by its sockets. A ring only wakes: each socket reads what is new from the table, so a
 * lost ring costs time and no notification. After a break everyone is woken.
 */
export const liveHub = fp(
  async app => {
    const byOrganisation = new Map<string, Set<Subscriber>>()
    const everyone = () => [...byOrganisation.values()].flatMap(subscribers => [...subscribers])
    const of = (organisationId: string) => byOrganisation.get(organisationId) ?? new Set<Subscriber>()

    const unlisten = [
      await app.connection.listen(
        'notification',
        organisationId => of(organisationId).forEach(subscriber => subscriber.wake()),
        () => everyone().forEach(subscriber => subscriber.wake()),
      ),
      await app.connection.listen('changed', payload => {
        const change: Change = JSON.parse(payload)
        of(change.organisationId).forEach(subscriber => subscriber.changed(change))
      }),
    ]
    app.whenSessionsChange(personId => {
      for (const subscriber of everyone()) if (subscriber.personId === personId) subscriber.askAgain()
    })
    void new Gauge({
      name: 'maillage_live_sockets',
      help: 'Live sockets open on this server',
      registers: [app.metrics],
      collect() {
        this.set(everyone().length)
      },
    })

    app.decorate('subscribe', subscriber => {
      const subscribers = of(subscriber.organisationId).add(subscriber)
      byOrganisation.set(subscriber.organisationId, subscribers)
      return () => {
        subscribers.delete(subscriber)
        if (subscribers.size === 0) byOrganisation.delete(subscriber.organisationId)
      }
    })
    app.addHook('onClose', async () => {
      for (const stop of unlisten) await stop()
    })
  },
  { name: 'live-hub', dependencies: ['database', 'metrics', 'session'] },
)
