import type * as candidacies from './candidacies.ts'
import type * as collections from './collections.ts'
import type * as consumption from './consumption.ts'
import type * as contracts from './contracts.ts'
import type * as doors from './doors.ts'
import type * as deliveries from './deliveries.ts'
import type * as demand from './demand.ts'
import type * as documents from './documents.ts'
import type * as evaluations from './evaluations.ts'
import type * as elsewhere from './elsewhere.ts'
import type * as facts from './facts.ts'
import type * as identity from './identity.ts'
import type * as investments from './investments.ts'
import type * as imports from './imports.ts'
import type * as messages from './messages.ts'
import type * as matching from './matching.ts'
import type * as offers from './offers.ts'
import type * as parties from './parties.ts'
import type * as plans from './plans.ts'
import type * as relocations from './relocations.ts'
import type * as whatif from './whatif.ts'
import type * as pools from './pools.ts'
import type * as reliability from './reliability.ts'
import type * as search from './search.ts'
import type * as stocks from './stocks.ts'
import type * as supply from './supply.ts'
import type * as tenders from './tenders.ts'
import type * as trade from './trade.ts'

/** Every table, as Kysely sees it: camelCase here, snake_case in the database. */
export interface DB {
  user: identity.UserTable
  session: identity.SessionTable
  account: identity.AccountTable
  verification: identity.VerificationTable

  organisation: parties.OrganisationTable
  member: parties.MemberTable
  invitation: parties.InvitationTable
  site: parties.SiteTable

  profile: supply.ProfileTable
  machine: supply.MachineTable
  workforce: supply.WorkforceTable
  workedMaterial: supply.WorkedMaterialTable
  certificate: supply.CertificateTable
  certificateTold: supply.CertificateToldTable
  availability: supply.AvailabilityTable
  distress: supply.DistressTable
  capacityLedger: supply.CapacityLedgerTable

  need: demand.NeedTable
  needSize: demand.NeedSizeTable
  needTranche: demand.NeedTrancheTable
  needNorm: demand.NeedNormTable
  needRevision: demand.NeedRevisionTable

  procedure: trade.ProcedureTable
  procedureAlike: trade.ProcedureAlikeTable
  sourcingContact: trade.SourcingContactTable

  document: documents.DocumentTable

  thread: messages.ThreadTable
  threadParty: messages.ThreadPartyTable
  message: messages.MessageTable
  messageReport: messages.MessageReportTable
  contract: contracts.ContractTable
  contractNeed: contracts.ContractNeedTable
  contractParty: contracts.ContractPartyTable
  contractLine: contracts.ContractLineTable
  contractOption: contracts.ContractOptionTable
  callOff: contracts.CallOffTable
  orderLine: contracts.OrderLineTable
  coverage: contracts.CoverageTable
  tender: tenders.TenderTable
  tenderLot: tenders.TenderLotTable
  tenderRevision: tenders.TenderRevisionTable
  tenderRound: tenders.TenderRoundTable
  tenderRoundInvited: tenders.TenderRoundInvitedTable
  tenderTold: tenders.TenderToldTable
  tenderQuestion: tenders.TenderQuestionTable
  tenderKeyPart: tenders.TenderKeyPartTable
  tenderKeyGiven: tenders.TenderKeyGivenTable

  bidderGroup: offers.BidderGroupTable
  bidderGroupMember: offers.BidderGroupMemberTable
  bidderGroupPart: offers.BidderGroupPartTable
  bidderGroupPrice: offers.BidderGroupPriceTable
  bidderGroupConsent: offers.BidderGroupConsentTable
  offer: offers.OfferTable
  offerMemberCopy: offers.OfferMemberCopyTable
  offerDocument: offers.OfferDocumentTable
  offerReceipt: offers.OfferReceiptTable
  offerAttempt: offers.OfferAttemptTable
  serverBeat: offers.ServerBeatTable

  offerJudgement: evaluations.OfferJudgementTable
  offerMark: evaluations.OfferMarkTable
  candidacy: candidacies.CandidacyTable
  offerQuestion: evaluations.OfferQuestionTable
  offerSample: evaluations.OfferSampleTable
  award: evaluations.AwardTable
  lotAward: evaluations.LotAwardTable
  awardNotice: evaluations.AwardNoticeTable
  decisionLetter: evaluations.DecisionLetterTable
  milestone: deliveries.MilestoneTable
  approvedSample: deliveries.ApprovedSampleTable
  delivery: deliveries.DeliveryTable
  inspection: deliveries.InspectionTable
  inspectionSeverity: deliveries.InspectionSeverityTable
  riskTold: deliveries.RiskToldTable

  externalProcedure: elsewhere.ExternalProcedureTable

  firmRecord: reliability.FirmRecordTable
  factReport: reliability.FactReportTable

  investment: investments.InvestmentTable

  pool: pools.PoolTable
  poolMember: pools.PoolMemberTable
  poolConsent: pools.PoolConsentTable
  poolShare: pools.PoolShareTable

  consumption: consumption.ConsumptionTable
  consumptionWeek: consumption.ConsumptionWeekTable
  demandScenario: consumption.DemandScenarioTable
  plan: plans.PlanTable
  planLine: plans.PlanLineTable
  planProposal: plans.PlanProposalTable
  planOrder: plans.PlanOrderTable
  scenario: whatif.ScenarioTable
  scenarioRun: whatif.ScenarioRunTable

  depot: stocks.DepotTable
  stockLot: stocks.StockLotTable
  stockMovement: stocks.StockMovementTable
  stockBalance: stocks.StockBalanceTable
  stockCount: stocks.StockCountTable
  stockCountLine: stocks.StockCountLineTable
  stockTarget: stocks.StockTargetTable
  stockTold: stocks.StockToldTable
  contractDepot: stocks.ContractDepotTable
  surplus: stocks.SurplusTable

  relocation: relocations.RelocationTable
  publicFigures: relocations.PublicFiguresTable

  collectionAgreement: collections.CollectionAgreementTable
  collectionRound: collections.CollectionRoundTable
  collectedLot: collections.CollectedLotTable
  sortedLot: collections.SortedLotTable

  import: imports.ImportTable
  importChunk: imports.ImportChunkTable
  importApplied: imports.ImportAppliedTable
  importMapping: imports.ImportMappingTable
  importNeed: imports.ImportNeedTable

  event: facts.EventTable
  eventSeal: facts.EventSealTable
  eventSealHead: facts.EventSealHeadTable
  pseudonym: facts.PseudonymTable
  notification: facts.NotificationTable
  apiKey: doors.ApiKeyTable
  webhook: doors.WebhookTable
  webhookDelivery: doors.WebhookDeliveryTable
  webhookAttempt: doors.WebhookAttemptTable
  essentialData: doors.EssentialDataTable

  mail: facts.MailTable
  mailPreference: facts.MailPreferenceTable
  mailWaiting: facts.MailWaitingTable

  ranking: matching.RankingTable
  match: matching.MatchTable
  matchMember: matching.MatchMemberTable
  told: matching.ToldTable
  suggestion: matching.SuggestionTable
  catalogueRecord: matching.CatalogueRecordTable
  catalogueProposal: matching.CatalogueProposalTable
  catalogueChange: matching.CatalogueChangeTable
  catalogueChangeRecord: matching.CatalogueChangeRecordTable

  searchDocument: search.SearchDocumentTable
  searchWord: search.SearchWordTable
  searchCursor: search.SearchCursorTable
  savedSearch: search.SavedSearchTable
  savedSearchTold: search.SavedSearchToldTable
}
