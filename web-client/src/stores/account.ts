import type { AccessKey, Login, Profile, ProfileChange, Scope, SecondFactor } from '@chat/client'
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { chat } from '../chat'
import { readIn } from '../times'
import { useSession } from './session'

/** One's own account: who one is here, where one is logged in, and what opens it. */
export const useAccount = defineStore('account', () => {
  const session = useSession()
  const profile = ref<Profile>()
  const logins = ref<Login[]>()
  const secondFactor = ref<SecondFactor>()
  const keys = ref<AccessKey[]>()
  const otherLogins = computed(() => (logins.value ?? []).some((login) => !login.current))

  // somebody else now
  watch(
    () => session.me?.id,
    () => {
      profile.value = logins.value = secondFactor.value = keys.value = undefined
      readIn(undefined)
    },
  )
  watch(profile, (known) => known && readIn(known.timeZone))

  const loadProfile = async () => void (profile.value = await chat.accounts.profile())
  const loadLogins = async () => void (logins.value = await chat.accounts.logins())
  const loadSecondFactor = async () => void (secondFactor.value = await chat.accounts.secondFactor())
  const loadKeys = async () => void (keys.value = await chat.accounts.keys())

  async function change(wish: ProfileChange): Promise<void> {
    profile.value = await chat.accounts.change(wish)
  }

  async function changeEmail(email: string, password: string): Promise<void> {
    profile.value = await chat.accounts.changeEmail(email, password)
  }

  const resendLetter = () => chat.accounts.resendLetter()
  const changePassword = (now: string, then: string) => chat.accounts.changePassword(now, then)

  async function endLogin(id: string): Promise<void> {
    await chat.accounts.endLogin(id)
    await loadLogins()
  }

  async function endOtherLogins(): Promise<void> {
    await chat.accounts.endOtherLogins()
    await loadLogins()
  }

  const proposeSecondFactor = (password: string) => chat.accounts.proposeSecondFactor(password)

  async function confirmSecondFactor(code: string): Promise<string[]> {
    const codes = await chat.accounts.confirmSecondFactor(code)
    secondFactor.value = { enabled: true, recoveryCodesLeft: codes.length }
    return codes
  }

  async function renewRecoveryCodes(password: string): Promise<string[]> {
    const codes = await chat.accounts.renewRecoveryCodes(password)
    secondFactor.value = { enabled: true, recoveryCodesLeft: codes.length }
    return codes
  }

  async function disableSecondFactor(password: string, code: string): Promise<void> {
    await chat.accounts.disableSecondFactor(password, code)
    secondFactor.value = { enabled: false, recoveryCodesLeft: 0 }
  }

  /** Answers the secret, which nobody shows again. */
  async function makeKey(label: string, scopes: Scope[], days: number): Promise<string> {
    const { token = '', ...key } = await chat.accounts.makeKey(label, scopes, days)
    keys.value = [key, ...(keys.value ?? [])]
    return token
  }

  async function takeBackKey(id: string): Promise<void> {
    await chat.accounts.takeBackKey(id)
    keys.value = keys.value?.filter((key) => key.id !== id)
  }

  const exported = async () => JSON.stringify(await chat.accounts.export(), undefined, 2)
  const ownMessages = () => chat.accounts.ownMessages()
  const remove = (password?: string) => chat.accounts.remove(password)

  return {
    profile, logins, otherLogins, secondFactor, keys,
    loadProfile, loadLogins, loadSecondFactor, loadKeys, change, changeEmail, resendLetter, changePassword,
    endLogin, endOtherLogins, proposeSecondFactor, confirmSecondFactor, renewRecoveryCodes,
    disableSecondFactor, makeKey, takeBackKey, exported, ownMessages, remove,
  }
})
