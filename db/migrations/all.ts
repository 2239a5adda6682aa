import type { Migration } from 'kysely/migration'
import * as identity from './20261123_01_create_identity.ts'
import * as parties from './20261123_02_create_parties.ts'
import * as supply from './20261123_03_create_supply.ts'
import * as demand from './20261123_04_create_demand.ts'
import * as facts from './20261123_05_create_facts.ts'
import * as matching from './20261123_06_create_matching.ts'
import * as publishDistress from './20261124_01_publish_distress.ts'
import * as suggestions from './20261124_02_create_suggestions.ts'
import * as forgetRankings from './20261124_03_forget_rankings.ts'
import * as capacityLedger from './20261124_04_create_capacity_ledger.ts'
import * as imports from './20261129_01_create_imports.ts'
import * as machineAttributes from './20261129_02_add_machine_attributes.ts'
import * as search from './20261129_03_create_search.ts'
import * as savedSearches from './20261129_20_create_saved_searches.ts'
import * as rankingWords from './20261129_40_add_ranking_words.ts'
import * as procedures from './20261129_50_create_procedures.ts'
import * as appliedImports from './20261129_60_keep_applied_imports.ts'
import * as searchByCapacity from './20261129_70_search_by_capacity.ts'
import * as sourcingContacts from './20261129_80_create_sourcing_contacts.ts'
import * as documents from './20261129_90_create_documents.ts'
import * as contracts from './20261129_96_create_contracts.ts'
import * as sealedEvents from './20261129_97_seal_events.ts'
import * as tenders from './20261130_01_create_tenders.ts'
import * as offers from './20261130_02_create_offers.ts'
import * as chosenMail from './20261130_02a_choose_mail.ts'
import * as apiKeys from './20261130_02b_create_api_keys.ts'
import * as narrowSearchRows from './20261130_03_narrow_search_rows.ts'
import * as evaluations from './20261130_05_create_evaluations.ts'
import * as vetting from './20261130_05_vet_certificates.ts'
import * as messages from './20261130_05_write_messages.ts'
import * as deliveries from './20261130_07_create_deliveries.ts'
import * as externalProcedures from './20261130_08_create_external_procedures.ts'
import * as webhooks from './20261201_10_create_webhooks.ts'
import * as formGroups from './20261202_01_form_groups.ts'
import * as essentialData from './20261202_10_keep_essential_data.ts'
import * as reliability from './20261202_20_create_reliability.ts'
import * as investments from './20261202_21_create_investments.ts'
import * as sealOfferDocuments from './20261203_01_seal_offer_documents.ts'
import * as trySamples from './20261203_02_try_samples.ts'
import * as askToComplete from './20261205_01_ask_to_complete.ts'
import * as judgeCandidacies from './20261205_02_judge_candidacies.ts'
import * as stocks from './20261205_20_create_stocks.ts'
import * as consumption from './20261205_21_create_consumption.ts'
import * as negotiateRounds from './20261205_40_negotiate_rounds.ts'
import * as publishAwardNotices from './20261205_41_publish_award_notices.ts'
import * as timeWebhookDeliveries from './20261206_10_time_webhook_deliveries.ts'
import * as keepTypedReasons from './20261206_60_keep_typed_reasons.ts'
import * as openGroupRooms from './20261206_61_open_group_rooms.ts'
import * as plans from './20261206_70_create_plans.ts'
import * as sealPartnerPrices from './20261206_80_seal_partner_prices.ts'
import * as replaceGroupMembers from './20261206_81_replace_group_members.ts'
import * as pools from './20261207_10_create_pools.ts'
import * as publishPlans from './20261207_20_publish_plans.ts'
import * as bindPlans from './20261208_01_bind_plans.ts'
import * as orderFromPlans from './20261208_02_order_from_plans.ts'
import * as reviseCatalogue from './20261208_30_revise_catalogue.ts'
import * as publishFigures from './20261208_61_publish_figures.ts'
import * as relocations from './20261208_60_create_relocations.ts'
import * as scenarios from './20261208_62_create_scenarios.ts'
import * as collections from './20261209_10_create_collections.ts'
import * as layInReserves from './20261209_11_lay_in_reserves.ts'
import * as nameStockRegimes from './20261209_20_name_stock_regimes.ts'

/** Every migration, in order. They only go forward; one that has landed is never edited. */
export const migrations: Record<string, Migration> = {
  '20261123_01_create_identity': identity,
  '20261123_02_create_parties': parties,
  '20261123_03_create_supply': supply,
  '20261123_04_create_demand': demand,
  '20261123_05_create_facts': facts,
  '20261123_06_create_matching': matching,
  '20261124_01_publish_distress': publishDistress,
  '20261124_02_create_suggestions': suggestions,
  '20261124_03_forget_rankings': forgetRankings,
  '20261124_04_create_capacity_ledger': capacityLedger,
  '20261129_01_create_imports': imports,
  '20261129_02_add_machine_attributes': machineAttributes,
  '20261129_03_create_search': search,
  '20261129_20_create_saved_searches': savedSearches,
  '20261129_40_add_ranking_words': rankingWords,
  '20261129_50_create_procedures': procedures,
  '20261129_60_keep_applied_imports': appliedImports,
  '20261129_70_search_by_capacity': searchByCapacity,
  '20261129_80_create_sourcing_contacts': sourcingContacts,
  '20261129_90_create_documents': documents,
  '20261129_96_create_contracts': contracts,
  '20261129_97_seal_events': sealedEvents,
  '20261130_01_create_tenders': tenders,
  '20261130_02_create_offers': offers,
  '20261130_02a_choose_mail': chosenMail,
  '20261130_02b_create_api_keys': apiKeys,
  '20261130_03_narrow_search_rows': narrowSearchRows,
  '20261130_05_create_evaluations': evaluations,
  '20261130_05_vet_certificates': vetting,
  '20261130_05_write_messages': messages,
  '20261130_07_create_deliveries': deliveries,
  '20261130_08_create_external_procedures': externalProcedures,
  '20261201_10_create_webhooks': webhooks,
  '20261202_01_form_groups': formGroups,
  '20261202_10_keep_essential_data': essentialData,
  '20261202_20_create_reliability': reliability,
  '20261202_21_create_investments': investments,
  '20261203_01_seal_offer_documents': sealOfferDocuments,
  '20261203_02_try_samples': trySamples,
  '20261205_01_ask_to_complete': askToComplete,
  '20261205_02_judge_candidacies': judgeCandidacies,
  '20261205_20_create_stocks': stocks,
  '20261205_21_create_consumption': consumption,
  '20261205_40_negotiate_rounds': negotiateRounds,
  '20261205_41_publish_award_notices': publishAwardNotices,
  '20261206_10_time_webhook_deliveries': timeWebhookDeliveries,
  '20261206_60_keep_typed_reasons': keepTypedReasons,
  '20261206_61_open_group_rooms': openGroupRooms,
  '20261206_70_create_plans': plans,
  '20261206_80_seal_partner_prices': sealPartnerPrices,
  '20261206_81_replace_group_members': replaceGroupMembers,
  '20261207_10_create_pools': pools,
  '20261207_20_publish_plans': publishPlans,
  '20261208_01_bind_plans': bindPlans,
  '20261208_02_order_from_plans': orderFromPlans,
  '20261208_30_revise_catalogue': reviseCatalogue,
  '20261208_60_create_relocations': relocations,
  '20261208_61_publish_figures': publishFigures,
  '20261208_62_create_scenarios': scenarios,
  '20261209_10_create_collections': collections,
  '20261209_11_lay_in_reserves': layInReserves,
  '20261209_20_name_stock_regimes': nameStockRegimes,
}
