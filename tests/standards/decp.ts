/**
 * The essential data of French public contracts, as their documentation says it (order of 22 December 2022 as amended, schema
 * 2.0.3: https://github.com/139bercy/format-commande-publique), written as a JSON Schema that lets nothing else in.
 */

const object = (properties: Record<string, object>, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
const oneOf = (...codes: (string | boolean)[]) => ({ enum: codes })
const some = (items: object) => ({ type: 'array', items, minItems: 1, uniqueItems: true })
const day = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }
const siret = { type: 'string', pattern: '^\\d{14}$' }
const share = { type: 'number', minimum: 0, maximum: 1 }

const marche = object(
  {
    id: { type: 'string', minLength: 1, maxLength: 16, pattern: '^[^&"\\\\< ,;]+$' },
    acheteur: object({ id: siret }),
    nature: oneOf('Marché', 'Marché de partenariat', 'Marché de défense ou de sécurité'),
    objet: { type: 'string', minLength: 1, maxLength: 1000 },
    codeCPV: { type: 'string', pattern: '^\\d{8}(-\\d)?$' },
    techniques: object({
      technique: some(
        oneOf(
          'Accord-cadre',
          'Concours',
          'Système de qualification',
          "Système d'acquisition dynamique",
          'Catalogue électronique',
          'Enchère électronique',
          'Sans objet',
        ),
      ),
    }),
    modalitesExecution: object({
      modaliteExecution: some(oneOf('Tranches', 'Bons de commande', 'Marchés subséquents', 'Sans objet')),
    }),
    idAccordCadre: { type: 'string', minLength: 1, maxLength: 16 },
    marcheInnovant: { type: 'boolean' },
    ccag: oneOf(
      'Travaux',
      "Maitrise d'œuvre",
      'Fournitures courantes et services',
      'Marchés industriels',
      'Prestations intellectuelles',
      "Techniques de l'information et de la communication",
      'Pas de CCAG',
    ),
    offresRecues: { type: 'integer', minimum: 1 },
    attributionAvance: { type: 'boolean' },
    tauxAvance: share,
    typeGroupementOperateurs: oneOf('Conjoint', 'Solidaire', 'Pas de groupement'),
    sousTraitanceDeclaree: { type: 'boolean' },
    procedure: oneOf(
      'Procédure adaptée',
      "Appel d'offres ouvert",
      "Appel d'offres restreint",
      'Procédure avec négociation',
      'Marché passé sans publicité ni mise en concurrence préalable',
      'Dialogue compétitif',
    ),
    lieuExecution: object({
      code: { type: 'string', pattern: '^[0-9AB]{2,5}$' },
      typeCode: oneOf(
        'Code postal',
        'Code commune',
        'Code arrondissement',
        'Code canton',
        'Code département',
        'Code région',
        'Code pays',
      ),
    }),
    dureeMois: { type: 'integer', minimum: 1 },
    dateNotification: day,
    datePublicationDonnees: day,
    montant: { type: 'number', minimum: 1 },
    typesPrix: object({
      typePrix: some(oneOf('Définitif ferme', 'Définitif actualisable', 'Définitif révisable', 'Provisoire')),
    }),
    formePrix: oneOf('Unitaire', 'Forfaitaire', 'Mixte'),
    origineUE: share,
    origineFrance: share,
    titulaires: some(
      object({
        titulaire: object({
          typeIdentifiant: oneOf('SIRET', 'TVA', 'TAHITI', 'RIDET', 'FRWF', 'IREP', 'HORS-UE'),
          id: { type: 'string', minLength: 1 },
        }),
      }),
    ),
    considerationsSociales: object({
      considerationSociale: some(
        oneOf('Clause sociale', 'Critère social', 'Marché réservé', 'Pas de considération sociale'),
      ),
    }),
    considerationsEnvironnementales: object({
      considerationEnvironnementale: some(
        oneOf('Clause environnementale', 'Critère environnemental', 'Pas de considération environnementale'),
      ),
    }),
  },
  [
    'id',
    'acheteur',
    'nature',
    'objet',
    'codeCPV',
    'techniques',
    'modalitesExecution',
    'marcheInnovant',
    'ccag',
    'offresRecues',
    'attributionAvance',
    'typeGroupementOperateurs',
    'procedure',
    'lieuExecution',
    'dureeMois',
    'dateNotification',
    'datePublicationDonnees',
    'montant',
    'typesPrix',
    'formePrix',
    'sousTraitanceDeclaree',
    'titulaires',
    'considerationsSociales',
    'considerationsEnvironnementales',
  ],
)

export const decpSchema = object({
  marches: object({ marche: { type: 'array', items: marche, uniqueItems: true } }),
})
