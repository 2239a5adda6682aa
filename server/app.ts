import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import websocket from '@fastify/websocket'
import type { Connection } from '@maillage/db/connect.ts'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Environment } from './environment.ts'
import { logRoutes } from './features/audit/routes.ts'
import { sealer } from './features/audit/sealer.ts'
import { beats } from './features/availability/beats.ts'
import { authRoutes } from './features/auth/routes.ts'
import { catalogueChangeRoutes } from './features/catalogue/change-routes.ts'
import { catalogueRoutes } from './features/catalogue/routes.ts'
import { certificateJobs } from './features/certificates/jobs.ts'
import { certificateRoutes } from './features/certificates/routes.ts'
import { commandRoutes } from './features/commands/routes.ts'
import { consumptionRoutes } from './features/consumption/routes.ts'
import { callOffRoutes } from './features/contracts/call-off-routes.ts'
import { contractJobs } from './features/contracts/jobs.ts'
import { queueRoutes } from './features/queues/routes.ts'
import { contractRoutes } from './features/contracts/routes.ts'
import { contractSheetRoutes } from './features/contracts/sheet-routes.ts'
import { decpRoutes } from './features/decp/routes.ts'
import { deliveryJobs } from './features/deliveries/jobs.ts'
import { deliveryRoutes } from './features/deliveries/routes.ts'
import { demonstrationPlan } from './features/demonstration/plan.ts'
import { demonstrationRoutes } from './features/demonstration/routes.ts'
import { documentJobs } from './features/documents/jobs.ts'
import { documentRoutes } from './features/documents/routes.ts'
import { elsewhereRoutes } from './features/elsewhere/routes.ts'
import { figureRoutes } from './features/figures/routes.ts'
import { firmRoutes } from './features/firms/routes.ts'
import { groupPriceRoutes } from './features/groups/price-routes.ts'
import { replacementRoutes } from './features/groups/replacement-routes.ts'
import { groupRoutes } from './features/groups/routes.ts'
import { autonomyRoutes } from './features/autonomy/routes.ts'
import { poolRoutes } from './features/pools/routes.ts'
import { healthRoutes } from './features/health/routes.ts'
import { keyRoutes } from './features/keys/routes.ts'
import { liveHub } from './features/live/hub.ts'
import { liveRoutes } from './features/live/routes.ts'
import { marketRoutes } from './features/market/routes.ts'
import { fitRoutes } from './features/matches/fit-routes.ts'
import { gatherJobs } from './features/mail/gather-jobs.ts'
import { mailJobs } from './features/mail/jobs.ts'
import { outboxRoutes } from './features/mail/outbox-routes.ts'
import { mailPreferenceRoutes } from './features/mail/preference-routes.ts'
import { digestJobs } from './features/matches/digest-jobs.ts'
import { messageReportRoutes } from './features/messages/report-routes.ts'
import { messageRoutes } from './features/messages/routes.ts'
import { matchJobs } from './features/matches/jobs.ts'
import { raiseRoutes } from './features/matches/raise-routes.ts'
import { matchRoutes } from './features/matches/routes.ts'
import { needListRoutes } from './features/needs/list-routes.ts'
import { needRoutes } from './features/needs/routes.ts'
import { notificationRoutes } from './features/notifications/routes.ts'
import { memberRoutes } from './features/organisations/member-routes.ts'
import { reportRoutes } from './features/evaluation/report-routes.ts'
import { candidacyRoutes } from './features/candidacies/routes.ts'
import { negotiationRoutes } from './features/negotiation/routes.ts'
import { noticeRoutes } from './features/notices/routes.ts'
import { evaluationRoutes } from './features/evaluation/routes.ts'
import { ocdsRoutes } from './features/ocds/routes.ts'
import { offerDocumentRoutes } from './features/offers/document-routes.ts'
import { offerRoutes } from './features/offers/routes.ts'
import { openingRoutes } from './features/openings/routes.ts'
import { openDataRoutes } from './features/open-data/routes.ts'
import { organisationRoutes } from './features/organisations/routes.ts'
import { overviewRoutes } from './features/overview/routes.ts'
import { planJobs } from './features/plans/jobs.ts'
import { proposalRoutes } from './features/plans/proposal-routes.ts'
import { planRoutes } from './features/plans/routes.ts'
import { capacityRoutes } from './features/capacity/routes.ts'
import { scenarioJobs } from './features/whatif/jobs.ts'
import { scenarioRoutes } from './features/whatif/routes.ts'
import { possibilityRoutes } from './features/possibilities/routes.ts'
import { procedureRoutes } from './features/procedures/routes.ts'
import { buyingRuleRoutes } from './features/procedures/rule-routes.ts'
import { profileRoutes } from './features/profile/routes.ts'
import { fileRoutes } from './features/reading/file-routes.ts'
import { readingRoutes } from './features/reading/routes.ts'
import { ledgerJobs } from './features/ledger/jobs.ts'
import { ledgerRoutes } from './features/ledger/routes.ts'
import { investmentRoutes } from './features/investment/routes.ts'
import { regionalCollectionRoutes } from './features/collection/region-routes.ts'
import { collectionRoutes } from './features/collection/routes.ts'
import { relocationRoutes } from './features/relocation/routes.ts'
import { reliabilityJobs } from './features/reliability/jobs.ts'
import { reliabilityRoutes } from './features/reliability/routes.ts'
import { searchRoutes } from './features/search/routes.ts'
import { savedSearchJobs } from './features/search/saved-jobs.ts'
import { savedSearchRoutes } from './features/search/saved-routes.ts'
import { situationRoutes } from './features/situation/routes.ts'
import { sourcingRoutes } from './features/sourcing/routes.ts'
import { stockMoveRoutes } from './features/stocks/move-routes.ts'
import { stockRoutes } from './features/stocks/routes.ts'
import { surplusRoutes } from './features/stocks/surplus-routes.ts'
import { stockJobs } from './features/stocks/watch.ts'
import { sessionRoutes } from './features/session/routes.ts'
import { tableRoutes } from './features/tables/routes.ts'
import { territoryRoutes } from './features/territory/routes.ts'
import { tenderRoutes } from './features/tenders/routes.ts'
import { townRoutes } from './features/towns/routes.ts'
import { webhookJobs } from './features/webhooks/jobs.ts'
import { todayRoutes } from './features/today/routes.ts'
import { fundingRoutes } from './features/funding/routes.ts'
import { webhookRoutes } from './features/webhooks/routes.ts'
import { logOptions } from './logging.ts'
import { access } from './plugins/access.ts'
import { apiKeys } from './plugins/api-keys.ts'
import { database } from './plugins/database.ts'
import { engine } from './plugins/engine.ts'
import { environment } from './plugins/environment.ts'
import { files } from './plugins/files.ts'
import { jobs } from './plugins/jobs.ts'
import { metrics } from './plugins/metrics.ts'
import { openapi } from './plugins/openapi.ts'
import { origin } from './plugins/origin.ts'
import { pressure, type PressureLimits } from './plugins/pressure.ts'
import { problems } from './plugins/problems.ts'
import { reader } from './plugins/reader.ts'
import { search } from './plugins/search.ts'
import { buildSerializer } from './plugins/serializers.ts'
import { session } from './plugins/session.ts'
import { validation } from './plugins/validation.ts'
import { webApp } from './plugins/web-app.ts'

/** Longest body a request may have, in bytes. */
const BODY_LIMIT = 1_048_576

/** How long a part of the server may take to be ready: a slow or busy machine is waited for, what hangs is named. */
const LONGEST_START_MILLISECONDS = 120_000

/**
 * The whole server on an open, migrated database with its catalogue in it. It does not listen yet: tests inject into
 * it, `start` makes it listen. Closing it stops its jobs and its engine, and leaves the connection to its opener.
 */
export async function buildApp(
  settings: Environment,
  connection: Connection,
  commandToken: string = randomBytes(32).toString('hex'),
  keepingUp: Partial<PressureLimits> = {},
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: logOptions(settings.logLevel),
    trustProxy: (_address, hop) => hop < settings.proxies,
    bodyLimit: BODY_LIMIT,
    pluginTimeout: LONGEST_START_MILLISECONDS,
    forceCloseConnections: true,
    schemaController: { compilersFactory: { buildSerializer } },
  }).withTypeProvider<TypeBoxTypeProvider>()
  try {
    await registerAll(app, settings, connection, commandToken, keepingUp)
  } catch (error) {
    // Jobs that run already would keep the process alive.
    await app.close()
    throw error
  }
  return app
}

async function registerAll(
  app: FastifyInstance,
  settings: Environment,
  connection: Connection,
  commandToken: string,
  keepingUp: Partial<PressureLimits>,
): Promise<void> {
  await app.register(environment, { settings })
  await app.register(problems)
  await app.register(pressure, keepingUp)
  await app.register(metrics)
  await app.register(origin)
  await app.register(validation)
  await app.register(openapi)
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  await app.register(websocket, { options: { maxPayload: 4096 } })
  await app.register(database, { connection })
  await app.register(access)
  await app.register(jobs)
  await app.register(session)
  await app.register(apiKeys)
  await app.register(engine, { region: 'Occitanie' })
  await app.register(reader)
  await app.register(files)
  await app.register(search)
  await app.register(liveHub)
  await app.register(matchJobs)
  await app.register(digestJobs)
  await app.register(mailJobs)
  await app.register(savedSearchJobs)
  await app.register(gatherJobs)
  await app.register(documentJobs)
  await app.register(contractJobs)
  await app.register(ledgerJobs)
  await app.register(sealer)
  await app.register(beats)
  await app.register(certificateJobs)
  await app.register(deliveryJobs)
  await app.register(stockJobs)
  await app.register(planJobs)
  await app.register(scenarioJobs)
  await app.register(demonstrationPlan)
  await app.register(webhookJobs)
  await app.register(reliabilityJobs)

  await app.register(healthRoutes)
  await app.register(commandRoutes, { commandToken })
  await app.register(authRoutes)
  await app.register(sessionRoutes)
  await app.register(demonstrationRoutes)
  await app.register(outboxRoutes)
  await app.register(organisationRoutes)
  await app.register(memberRoutes)
  await app.register(mailPreferenceRoutes)
  await app.register(keyRoutes)
  await app.register(todayRoutes)
  await app.register(fundingRoutes)
  await app.register(webhookRoutes)
  await app.register(openDataRoutes)
  await app.register(ocdsRoutes)
  await app.register(decpRoutes)
  await app.register(catalogueRoutes)
  await app.register(catalogueChangeRoutes)
  await app.register(townRoutes)
  await app.register(profileRoutes)
  await app.register(firmRoutes)
  await app.register(reliabilityRoutes)
  await app.register(investmentRoutes)
  await app.register(ledgerRoutes)
  await app.register(marketRoutes)
  await app.register(territoryRoutes)
  await app.register(relocationRoutes)
  await app.register(collectionRoutes)
  await app.register(regionalCollectionRoutes)
  await app.register(situationRoutes)
  await app.register(figureRoutes)
  await app.register(planRoutes)
  await app.register(proposalRoutes)
  await app.register(scenarioRoutes)
  await app.register(capacityRoutes)
  await app.register(possibilityRoutes)
  await app.register(readingRoutes)
  await app.register(fileRoutes)
  await app.register(tableRoutes)
  await app.register(documentRoutes)
  await app.register(certificateRoutes)
  await app.register(queueRoutes)
  await app.register(messageRoutes)
  await app.register(messageReportRoutes)
  await app.register(needRoutes)
  await app.register(needListRoutes)
  await app.register(procedureRoutes)
  await app.register(buyingRuleRoutes)
  await app.register(sourcingRoutes)
  await app.register(contractRoutes)
  await app.register(contractSheetRoutes)
  await app.register(callOffRoutes)
  await app.register(logRoutes)
  await app.register(tenderRoutes)
  await app.register(groupRoutes)
  await app.register(groupPriceRoutes)
  await app.register(replacementRoutes)
  await app.register(poolRoutes)
  await app.register(autonomyRoutes)
  await app.register(offerRoutes)
  await app.register(offerDocumentRoutes)
  await app.register(openingRoutes)
  await app.register(evaluationRoutes)
  await app.register(candidacyRoutes)
  await app.register(negotiationRoutes)
  await app.register(noticeRoutes)
  await app.register(reportRoutes)
  await app.register(deliveryRoutes)
  await app.register(stockRoutes)
  await app.register(stockMoveRoutes)
  await app.register(surplusRoutes)
  await app.register(consumptionRoutes)
  await app.register(elsewhereRoutes)
  await app.register(searchRoutes)
  await app.register(savedSearchRoutes)
  await app.register(overviewRoutes)
  await app.register(matchRoutes)
  await app.register(fitRoutes)
  await app.register(raiseRoutes)
  await app.register(notificationRoutes)
  await app.register(liveRoutes)

  await app.register(webApp)
}
