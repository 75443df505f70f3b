import { part, type Ask } from './ask'
import type { UserKind } from './model'
import type { Session, Sessions } from './session'

/** An account as its owner sees it. */
export interface Profile {
  id: string
  kind: UserKind
  username?: string | undefined
  email?: string | undefined
  emailVerified: boolean
  displayName: string
  about?: string | undefined
  locale?: string | undefined
  timeZone?: string | undefined
  roles: string[]
  createdAt: string
}

/** What shall change: what is absent stays, what is empty is taken away. */
export type ProfileChange = Partial<
  Record<'displayName' | 'about' | 'locale' | 'timeZone', string>
>

export interface Registration {
  email: string
  username: string
  password: string
  displayName?: string | undefined
}

export interface Credentials {
  /** Email address or username. */
  login: string
  password: string
  /** Of the second factor, or a recovery code. */
  code?: string | undefined
}

/** One live login of the account. */
export interface Login {
  id: string
  device?: string | undefined
  address?: string | undefined
  createdAt: string
  lastUsedAt: string
  expiresAt: string
  current: boolean
}

export interface SecondFactor {
  enabled: boolean
  recoveryCodesLeft: number
}

/** For an authenticator: to be typed, or to be shown as a QR code. */
export interface SecondFactorProposal {
  secret: string
  uri: string
}

export type Scope = 'read' | 'write'

export interface AccessKey {
  id: string
  label: string
  scopes: Scope[]
  createdAt: string
  lastUsedAt: string
  expiresAt: string
  /** The secret itself: told once, when it is made. */
  token?: string | undefined
}

const AUTH = '/api/v1/auth'
const ME = '/api/v1/users/me'

/** Coming in with an account, and keeping it in order. */
export class Accounts {
  readonly #ask: Ask
  readonly #sessions: Sessions

  constructor(ask: Ask, sessions: Sessions) {
    this.#ask = ask
    this.#sessions = sessions
  }

  register(registration: Registration): Promise<Session> {
    return this.#sessions.begin(`${AUTH}/register`, registration)
  }

  /** Refused as `second-factor-required` when the same is wanted again with a code. */
  login(credentials: Credentials): Promise<Session> {
    return this.#sessions.begin(`${AUTH}/login`, credentials)
  }

  /** Turns the guest who is here into an account, with their rooms and messages. */
  async upgrade(registration: Registration): Promise<Session> {
    return this.#sessions.upgraded(await this.#ask('POST', `${AUTH}/upgrade`, { body: registration }))
  }

  confirmEmail(token: string): Promise<void> {
    return this.#ask('POST', `${AUTH}/email/verify`, { body: { token }, anonymous: true })
  }

  resendLetter(): Promise<void> {
    return this.#ask('POST', `${AUTH}/email/resend`)
  }

  forgotPassword(email: string): Promise<void> {
    return this.#ask('POST', `${AUTH}/password/forgot`, { body: { email }, anonymous: true })
  }

  resetPassword(token: string, newPassword: string): Promise<void> {
    return this.#ask('POST', `${AUTH}/password/reset`, { body: { token, newPassword }, anonymous: true })
  }

  profile(): Promise<Profile> {
    return this.#ask('GET', ME)
  }

  async change(change: ProfileChange): Promise<Profile> {
    return this.#renamed(await this.#ask<Profile>('PATCH', ME, { body: change }))
  }

  changeEmail(email: string, password: string): Promise<Profile> {
    return this.#ask('PUT', `${ME}/email`, { body: { email, password } })
  }

  /** Ends all other sessions. */
  changePassword(currentPassword: string, newPassword: string): Promise<void> {
    return this.#ask('PUT', `${ME}/password`, { body: { currentPassword, newPassword } })
  }

  /** For good; a guest has no password. */
  async remove(password?: string): Promise<void> {
    await this.#ask('DELETE', ME, password === undefined ? {} : { body: { password } })
    this.#sessions.forget()
  }

  export(): Promise<unknown> {
    return this.#ask('GET', `${ME}/export`)
  }

  /** Whatever one has written, a message a line. */
  ownMessages(): Promise<string> {
    return this.#ask('GET', '/api/v1/messages/mine', { as: 'text', timeoutMillis: 120_000 })
  }

  logins(): Promise<Login[]> {
    return this.#ask('GET', `${ME}/sessions`)
  }

  endLogin(id: string): Promise<void> {
    return this.#ask('DELETE', `${ME}/sessions/${part(id)}`)
  }

  endOtherLogins(): Promise<void> {
    return this.#ask('DELETE', `${ME}/sessions`, { query: { keepCurrent: 'true' } })
  }

  secondFactor(): Promise<SecondFactor> {
    return this.#ask('GET', `${ME}/two-factor`)
  }

  /** Changes nothing until a code is confirmed. */
  proposeSecondFactor(password: string): Promise<SecondFactorProposal> {
    return this.#ask('POST', `${ME}/two-factor`, { body: { password } })
  }

  /** Switches it on; the answer's recovery codes are shown this once. */
  async confirmSecondFactor(code: string): Promise<string[]> {
    return this.#codes(`${ME}/two-factor/confirm`, { code })
  }

  async renewRecoveryCodes(password: string): Promise<string[]> {
    return this.#codes(`${ME}/two-factor/recovery-codes`, { password })
  }

  disableSecondFactor(password: string, code: string): Promise<void> {
    return this.#ask('POST', `${ME}/two-factor/disable`, { body: { password, code } })
  }

  keys(): Promise<AccessKey[]> {
    return this.#ask('GET', `${ME}/tokens`)
  }

  makeKey(label: string, scopes: Scope[], days: number): Promise<AccessKey> {
    return this.#ask('POST', `${ME}/tokens`, { body: { label, scopes, days } })
  }

  takeBackKey(id: string): Promise<void> {
    return this.#ask('DELETE', `${ME}/tokens/${part(id)}`)
  }

  async #codes(path: string, body: object): Promise<string[]> {
    return (await this.#ask<{ recoveryCodes: string[] }>('POST', path, { body })).recoveryCodes
  }

  #renamed(profile: Profile): Profile {
    this.#sessions.rename(profile.displayName)
    return profile
  }
}
