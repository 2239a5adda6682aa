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
  '/api/organisations/{id}': {
    get: {
      parameters: { path: { id: string } }
      responses: { 200: Json<components['schemas']['Organisation']> }
    }
  }
  '/api/organisations/{id}/invitations': {
    post: {
      parameters: { path: { id: string } }
      requestBody: Json<{ email: string; member: 'owner' | 'editor' | 'viewer' }>
      responses: { 201: Json<{ id: string }> }
    }
  }
  '/api/organisations/{id}/invitations/{invitation}': {
    delete: {
      parameters: { path: { id: string; invitation: string } }
      responses: { 204: { content?: never } }
    }
  }
  '/api/organisations/{id}/members/{user}': {
    patch: {
      parameters: { path: { id: string; user: string } }
      requestBody: Json<{ member: 'owner' | 'editor' | 'viewer' }>
      responses: { 204: { content?: never } }
    }
    delete: { parameters: { path: { id: string; user: string } }; responses: { 204: { content?: never } } }
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
        verified: boolean
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
      structure: string
      buyerKind: string | null
      buyerRegime: 'public' | 'private' | null
    }
    Organisation: {
      id: string
      name: string
      siren: string | null
      roles: ('firm' | 'buyer' | 'operator' | 'laboratory')[]
      verified: boolean
      members: { user: string; name: string; email: string; member: 'owner' | 'editor' | 'viewer' }[]
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
    Invitation: { organisation: string; invitedBy: string; email: string; member: string }
  }
}
