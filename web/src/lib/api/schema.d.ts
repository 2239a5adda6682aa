/** Written by hand until the server's document is generated over it. */
export interface paths {
  '/api/session': { get: { responses: { 200: Json<components['schemas']['Session']> } } }
  '/api/demonstration': {
    get: { responses: { 200: Json<{ accounts: components['schemas']['DemonstrationAccount'][] }> } }
  }
  '/api/demonstration/enter': {
    post: { requestBody: Json<{ account: string }>; responses: { 204: { content?: never } } }
  }
  '/api/outbox': { get: { responses: { 200: Json<{ mails: components['schemas']['Mail'][] }> } } }
  '/api/organisations': {
    post: {
      requestBody: Json<components['schemas']['NewOrganisation']>
      responses: { 201: Json<{ id: string }> }
    }
  }
  '/api/organisations/{organisationId}': {
    get: {
      parameters: { path: { organisationId: string } }
      responses: { 200: Json<components['schemas']['Organisation']> }
    }
  }
  '/api/organisations/{organisationId}/invitations': {
    post: {
      parameters: { path: { organisationId: string } }
      requestBody: Json<{ email: string; member: 'owner' | 'editor' | 'viewer' }>
      responses: { 201: Json<{ id: string }> }
    }
  }
  '/api/organisations/{organisationId}/invitations/{invitationId}': {
    delete: {
      parameters: { path: { organisationId: string; invitationId: string } }
      responses: { 204: { content?: never } }
    }
  }
  '/api/organisations/{organisationId}/members/{userId}': {
    patch: {
      parameters: { path: { organisationId: string; userId: string } }
      requestBody: Json<{ member: 'owner' | 'editor' | 'viewer' }>
      responses: { 204: { content?: never } }
    }
    delete: { parameters: { path: { organisationId: string; userId: string } }; responses: { 204: { content?: never } } }
  }
  '/api/organisations/join': {
    post: {
      requestBody: Json<{ siren: string }>
      responses: { 200: Json<{ id: string; name: string; state: 'active' | 'waiting' }> }
    }
  }
  '/api/organisations/{organisationId}/members/{userId}/accept': {
    post: {
      parameters: { path: { organisationId: string; userId: string } }
      responses: { 204: { content?: never } }
    }
  }
  '/api/organisations/{organisationId}/notifications': {
    get: {
      parameters: { path: { organisationId: string }; query?: { before?: number; limit?: number } }
      responses: {
        200: Json<{ notifications: components['schemas']['Notification'][]; unread: number; last: number }>
      }
    }
  }
  '/api/organisations/{organisationId}/notifications/read': {
    post: {
      parameters: { path: { organisationId: string } }
      requestBody: Json<{ upTo: number }>
      responses: { 204: { content?: never } }
    }
  }
  '/api/catalogue': { get: { responses: { 200: Json<components['schemas']['Catalogue']> } } }
  '/api/towns': {
    get: {
      parameters: { query: { query: string; limit?: number } }
      responses: { 200: Json<components['schemas']['Town'][]> }
    }
  }
  '/api/organisations/{organisationId}/profile': {
    get: {
      parameters: { path: { organisationId: string } }
      responses: { 200: Json<components['schemas']['Profile']> }
    }
    put: {
      parameters: { path: { organisationId: string } }
      requestBody: Json<components['schemas']['ProfileDraft'] & { version: number }>
      responses: { 200: Json<components['schemas']['Profile']> }
    }
  }
  '/api/organisations/{organisationId}/profile/confirm': {
    post: {
      parameters: { path: { organisationId: string } }
      responses: { 200: Json<{ confirmedAt: string }> }
    }
  }
  '/api/organisations/{organisationId}/possibilities': {
    get: {
      parameters: { path: { organisationId: string }; query?: { maximumDays?: number } }
      responses: { 200: Json<components['schemas']['Possibilities']> }
    }
    post: {
      parameters: { path: { organisationId: string }; query?: { maximumDays?: number } }
      requestBody: Json<components['schemas']['ProfileDraft']>
      responses: { 200: Json<components['schemas']['Possibilities']> }
    }
  }
  '/api/organisations/{organisationId}/open-needs': {
    get: {
      parameters: {
        path: { organisationId: string }
        query?: {
          query?: string
          department?: string
          family?: string
          onlyMatching?: boolean
          sort?: 'match' | 'due'
          after?: string
          limit?: number
        }
      }
      responses: { 200: Json<{ needs: components['schemas']['OpenNeedLine'][]; next: string | null }> }
    }
  }
  '/api/organisations/{organisationId}/needs': {
    get: {
      parameters: {
        path: { organisationId: string }
        query?: { state?: ('draft' | 'published' | 'withdrawn')[]; query?: string; after?: string; limit?: number }
      }
      responses: { 200: Json<{ needs: components['schemas']['OwnNeedLine'][]; next: string | null }> }
    }
    post: {
      parameters: { path: { organisationId: string } }
      requestBody: Json<components['schemas']['NeedDraft']>
      responses: { 201: Json<components['schemas']['Need']> }
    }
  }
  '/api/needs/{needId}': {
    get: { parameters: { path: { needId: string } }; responses: { 200: Json<components['schemas']['Need']> } }
    put: {
      parameters: { path: { needId: string } }
      requestBody: Json<components['schemas']['NeedDraft'] & { version: number }>
      responses: { 200: Json<components['schemas']['Need']> }
    }
    delete: { parameters: { path: { needId: string } }; responses: { 204: { content?: never } } }
  }
  '/api/needs/{needId}/publish': { post: components['schemas']['DecideOnNeed'] }
  '/api/needs/{needId}/withdraw': { post: components['schemas']['DecideOnNeed'] }
  '/api/needs/{needId}/republish': { post: components['schemas']['DecideOnNeed'] }
  '/api/organisations/{organisationId}/open-needs/{needId}': {
    get: {
      parameters: { path: { organisationId: string; needId: string } }
      responses: { 200: Json<components['schemas']['Fit']> }
    }
  }
  '/api/organisations/{organisationId}/overview': {
    get: {
      parameters: { path: { organisationId: string } }
      responses: { 200: Json<components['schemas']['Overview']> }
    }
  }
  '/api/needs/{needId}/ranking': {
    get: {
      parameters: { path: { needId: string }; query?: { weights?: string; limit?: number } }
      responses: { 200: Json<components['schemas']['Ranking']> }
    }
  }
  '/api/invitations/{token}': {
    get: {
      parameters: { path: { token: string } }
      responses: { 200: Json<components['schemas']['Invitation']> }
    }
  }
  '/api/invitations/{token}/accept': {
    post: { parameters: { path: { token: string } }; responses: { 200: Json<{ organisation: string }> } }
  }
}

interface Json<Body> {
  content: { 'application/json': Body }
}

export interface components {
  schemas: {
    Session: {
      user: { id: string; name: string; email: string; language: string } | null
      organisations: {
        id: string
        name: string
        roles: ('firm' | 'buyer' | 'operator' | 'laboratory')[]
        member: 'owner' | 'editor' | 'viewer'
        state: 'active' | 'waiting'
        status: 'unverified' | 'verified' | 'suspended'
        demonstration: boolean
      }[]
      demonstration: boolean
    }
    DemonstrationAccount: {
      id: string
      role: 'firm' | 'buyer' | 'operator'
      name: string
      organisation: string
      description: string
    }
    Mail: { id: string; to: string; subject: string; text: string; at: string }
    NewOrganisation: {
      name: string
      siren: string
      roles: ('firm' | 'buyer')[]
      structure: 'company' | 'esat' | 'ea' | 'siae' | 'public-body' | 'association'
      buyerKind: 'hospital' | 'care-home' | 'town' | 'fire-service' | 'school' | 'firm' | 'operator' | null
      buyerRegime: 'public' | 'private' | null
    }
    Organisation: {
      id: string
      name: string
      siren: string
      roles: ('firm' | 'buyer' | 'operator' | 'laboratory')[]
      status: 'unverified' | 'verified' | 'suspended'
      members: {
        user: string
        name: string
        email: string
        member: 'owner' | 'editor' | 'viewer'
        state: 'active' | 'waiting'
      }[]
      invitations: { id: string; email: string; member: 'owner' | 'editor' | 'viewer'; at: string }[]
    }
    Notification: {
      seq: number
      kind: string
      needId: string | null
      data: { [key: string]: unknown }
      at: string
      read: boolean
    }
    Text: { fr: string; en: string }
    Named: {
      id: string
      name: components['schemas']['Text']
      synonyms: { fr: string[]; en: string[] }
    }
    Catalogue: {
      version: string
      families: components['schemas']['Named'][]
      materialFamilies: components['schemas']['Named'][]
      items: (components['schemas']['Named'] & {
        kind: 'product' | 'component' | 'material'
        family: string | null
        unit: string
        sizes: string[]
        packagings: { id: string; name: components['schemas']['Text']; count: number }[]
        recyclable: string
        historic: boolean
        outside: boolean
        washes: number | null
        compliance: {
          claim: 'protects-patient' | 'protects-wearer' | 'none'
          regulation: components['schemas']['Text']
          norms: string[]
          attestation: string
        }[]
      })[]
      recipes: {
        id: string
        item: string
        name: components['schemas']['Text']
        operations: {
          id: string
          name: components['schemas']['Text']
          after: string[]
          inputs: { item: string }[]
        }[]
      }[]
      processes: (components['schemas']['Named'] & { stage: string })[]
      machineTypes: (components['schemas']['Named'] & { processes: string[] })[]
      trades: components['schemas']['Named'][]
      norms: (components['schemas']['Named'] & {
        scope: string
        editions: { edition: string; status: string }[]
        who: components['schemas']['Text']
        days: number
        keuro: number
      })[]
      reorientations: { id: string; name: components['schemas']['Text'] }[]
      rules: { id: string; text: components['schemas']['Text'] }[]
    }
    Town: {
      code: string
      name: string
      department: string
      postalCodes: string[]
      latitude: number
      longitude: number
      precision: 'address' | 'commune' | 'postal-code' | 'area'
    }
    ProfileContent: {
      activity: string
      audience: 'public' | 'members' | 'operator'
      willing: string[]
      unwilling: string[]
      minimumOrder: number | null
      usualLeadDays: number | null
      workedMaterials: string[]
      availability: { week: string; share: number }[]
      distress: { activityLostPercent: number; jobs: number; jobsAtRisk: number } | null
    }
    SiteContent: {
      name: string
      siret: string | null
      address: string | null
      commune: string
      cleanRoom: boolean
      machines: { type: string; count: number; hoursPerWeek: number }[]
      workforce: { trade: string; people: number; hoursPerWeek: number }[]
    }
    CertificateContent: {
      norm: string
      edition: string | null
      item: string | null
      number: string | null
      validUntil: string | null
    }
    ProfileDraft: components['schemas']['ProfileContent'] & {
      sites: (components['schemas']['SiteContent'] & {
        id: string | null
        latitude: number | null
        longitude: number | null
      })[]
      certificates: components['schemas']['CertificateContent'][]
    }
    Profile: components['schemas']['ProfileContent'] & {
      version: number
      updatedAt: string | null
      confirmedAt: string | null
      sites: (components['schemas']['SiteContent'] & {
        id: string
        communeName: string
        department: string
        latitude: number
        longitude: number
        precision: 'address' | 'commune' | 'postal-code' | 'area'
      })[]
      certificates: (components['schemas']['CertificateContent'] & {
        status: 'declared' | 'verified' | 'refused' | 'expired'
      })[]
    }
    DecideOnNeed: {
      parameters: { path: { needId: string } }
      requestBody: Json<{ version: number }>
      responses: { 200: Json<components['schemas']['Need']> }
    }
    NeedContent: {
      item: string | null
      family: string | null
      claim: 'protects-patient' | 'protects-wearer' | 'none'
      quantity: number
      sizes: { size: string; quantity: number }[]
      packaging: string | null
      schedule: { due: string; quantity: number }[]
      norms: string[]
      wishes: {
        regionalDepth: 'item' | 'first-inputs' | 'all'
        minimumWashes: number | null
        recyclable: boolean
      }
      text: string
      maximumPartners: number
      visibility: 'public' | 'members' | 'invited'
      reservedFor: ('esat' | 'ea' | 'siae')[]
    }
    NeedSecret: {
      ceilingCents: number | null
      weights: {
        coverage?: number
        capacity?: number
        'lead-time'?: number
        compliance?: number
        'know-how'?: number
        proximity?: number
        jobs?: number
        sustainability?: number
        reliability?: number
        cost?: number
      } | null
      excludedFirms: string[]
    }
    NeedDraft: components['schemas']['NeedContent'] &
      components['schemas']['NeedSecret'] & {
        commune: string
        latitude: number | null
        longitude: number | null
      }
    NeedBuyer: {
      id: string
      name: string
      kind: 'hospital' | 'care-home' | 'town' | 'fire-service' | 'school' | 'firm' | 'operator' | null
    }
    NeedPlace: {
      commune: string
      communeName: string
      department: string
      latitude: number
      longitude: number
      precision: 'address' | 'commune' | 'postal-code' | 'area'
    }
    Need: components['schemas']['NeedContent'] &
      components['schemas']['NeedPlace'] & {
        id: string
        buyer: components['schemas']['NeedBuyer']
        state: 'draft' | 'published' | 'withdrawn'
        revision: number
        publishedAt: string | null
        updatedAt: string
        own: (components['schemas']['NeedSecret'] & { version: number }) | null
      }
    OwnNeedLine: components['schemas']['NeedPlace'] & {
      id: string
      buyer: components['schemas']['NeedBuyer']
      item: string | null
      family: string | null
      claim: 'protects-patient' | 'protects-wearer' | 'none'
      quantity: number
      nextDue: string | null
      lastDue: string | null
      excerpt: string
      revision: number
      reservedFor: ('esat' | 'ea' | 'siae')[]
      publishedAt: string | null
      state: 'draft' | 'published' | 'withdrawn'
      visibility: 'public' | 'members' | 'invited'
      updatedAt: string
      matches: { count: number; feasible: number; bestScore: number | null } | null
    }
    Reason: { code: string; figures: { [key: string]: unknown } }
    Effort: { days: number; keuro: number; trainingDays: number }
    Partnership: {
      key: string
      item: string
      recipe: string
      members: { firm: string; role: 'partner' | 'supplier' | 'laboratory' }[]
      lead: string
      manufacturer: string
      assignments: {
        item: string
        recipe: string
        operation: string
        firm: string
        site: string
        process: string
        mode: 'direct' | 'reoriented'
        reorientations: string[]
        effort: components['schemas']['Effort']
        share: number
        quantity: number
        weeklyUnits: number
        limitedBy: 'machines' | 'people'
        from: string
        to: string
      }[]
      missing: { item: string; recipe: string; operation: string; processes: string[] }[]
      bought: { item: string; quantity: number; leadDays: number; dependence: 'low' | 'medium' | 'high' }[]
      boughtServices: { item: string; recipe: string; operation: string; process: string }[]
      transports: { from: string; to: string | null; item: string; kilometres: number }[]
      deliveries: { due: string; required: number; delivered: number }[]
      firstDelivery: string | null
      lastDelivery: string | null
      effort: components['schemas']['Effort']
      feasible: boolean
      score: number
      criteria: {
        id:
          | 'coverage'
          | 'capacity'
          | 'lead-time'
          | 'compliance'
          | 'know-how'
          | 'proximity'
          | 'jobs'
          | 'sustainability'
          | 'reliability'
          | 'cost'
        value: number
        weight: number
        reason: components['schemas']['Reason']
      }[]
    }
    FirmCard: {
      id: string
      name: string
      structure: string
      verified: boolean
      commune: string
      communeName: string
      department: string
      latitude: number
      longitude: number
      confirmedAt: string | null
    }
    Ranking: {
      need: string
      asOf: string
      catalogueVersion: string
      exact: boolean
      candidates: number
      weights: { [key: string]: number }
      partnerships: components['schemas']['Partnership'][]
      knockedOut: {
        count: number
        byReason: { [key: string]: number }
        nearest: { firm: string; reason: components['schemas']['Reason'] }[]
      }
      firms: { [key: string]: components['schemas']['FirmCard'] }
    }
    Fit: {
      match: {
        rank: number
        score: number
        feasible: boolean
        partnership:
          | (Omit<components['schemas']['Partnership'], 'criteria'> & {
              criteria: Omit<components['schemas']['Partnership']['criteria'][number], 'weight'>[]
            })
          | null
      } | null
      leftOut: components['schemas']['Reason'] | null
      firms: { [key: string]: components['schemas']['FirmCard'] }
    }
    Place: {
      commune: string
      department: string
      latitude: number
      longitude: number
      precision: 'address' | 'commune' | 'postal-code' | 'area'
    }
    Overview: {
      asOf: string
      region: string
      counts: { firms: number; needs: number; needsMet: number; needsUnmet: number }
      firms: (components['schemas']['Place'] & {
        id: string
        name: string
        structure: 'company' | 'esat' | 'ea' | 'siae' | 'public-body' | 'association'
        productsNow: number
        productsReoriented: number
        distress: 'unknown' | 'low' | 'medium' | 'high'
      })[]
      needs: (components['schemas']['Place'] & {
        id: string
        buyer: string
        item: string | null
        family: string | null
        quantity: number
        communeName: string
        nextDue: string | null
        bestScore: number | null
        feasible: boolean
      })[]
      products: {
        item: string
        family: string | null
        makersNow: number
        makersReoriented: number
        together: boolean
        needs: number
        quantity: number
      }[]
      gaps: {
        item: string
        kind: 'product' | 'component' | 'material'
        outside: 'low' | 'medium' | 'high' | null
        operations: { recipe: string; operation: string; processes: string[] }[]
        inputs: string[]
        products: string[]
        needs: number
      }[]
      events: {
        id: number
        at: string
        verb: string
        organisation: { id: string; name: string } | null
        subjectKind: string
        subjectId: string
      }[]
    }
    Possibilities: {
      asOf: string
      catalogueVersion: string
      maximumDays: number
      possibilities: {
        item: string
        kind: 'product' | 'component' | 'material'
        family: string | null
        recipe: string
        operations: {
          item: string
          recipe: string
          operation: string
          state: 'direct' | 'reoriented' | 'missing'
          process: string | null
          reorientations: string[]
          service: boolean
        }[]
        coverage: number
        effort: { days: number; keuro: number; trainingDays: number }
        weeklyUnits: number
        limitedBy: 'machines' | 'people' | null
        inputs: { item: string; outside: boolean }[]
        goesInto: string[]
        rules: string[]
        score: number
        demand: { needs: number; quantity: number; needsOfProducts: number }
      }[]
    }
    NeedLine: {
      id: string
      buyer: { id: string; name: string; kind: components['schemas']['BuyerKind'] | null }
      item: string | null
      family: string | null
      claim: 'protects-patient' | 'protects-wearer' | 'none'
      quantity: number
      commune: string
      communeName: string
      department: string
      latitude: number
      longitude: number
      precision: 'address' | 'commune' | 'postal-code' | 'area'
      nextDue: string | null
      lastDue: string | null
      excerpt: string
      revision: number
      reservedFor: ('esat' | 'ea' | 'siae')[]
      publishedAt: string | null
    }
    BuyerKind: 'hospital' | 'care-home' | 'town' | 'fire-service' | 'school' | 'firm' | 'operator'
    OpenNeedLine: components['schemas']['NeedLine'] & {
      couldMake: boolean
      match: {
        rank: number
        score: number
        feasible: boolean
        role: 'partner' | 'supplier' | 'laboratory'
        partners: number
        effort: { days: number; keuro: number; trainingDays: number }
      } | null
    }
    Invitation: { organisation: string; invitedBy: string; email: string; member: 'owner' | 'editor' | 'viewer' }
  }
}
