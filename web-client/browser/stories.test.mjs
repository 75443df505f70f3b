// Whole people use the whole platform with real browsers, through the gateway: GATEWAY=http://localhost:8080 npm run stories
// ALLOWED is how many milliseconds the guest's five seconds may take on a machine that does other things, too.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, test } from 'node:test'
import { closeBrowser, gateway, openBrowser, PASSWORD, Person, unique } from './people.mjs'
import { texts } from './texts.mjs'

const ALLOWED = Number(process.env.ALLOWED ?? 5_000)

before(openBrowser)
after(closeBrowser)

test('a guest who comes for the first time has said something within five seconds', async (t) => {
  const ada = await Person.arrives()
  const begin = performance.now()
  await ada.opensARoom('Garden')
  await ada.saysFirmly('Hello, world')
  const millis = Math.round(performance.now() - begin)

  t.diagnostic(`from nothing to the first words: ${millis} ms`)
  assert.ok(millis < ALLOWED, `${millis} ms`)
  await ada.leaves()
})

test('two people talk, a third who comes late reads it all, and a reload changes nothing', async () => {
  const [ada, bo, cleo] = await Promise.all([Person.arrives(), Person.arrives(), Person.arrives()])
  const code = await ada.opensARoom('Kitchen')
  await bo.entersByLink(code)
  await ada.says('Is anybody here?')
  await bo.reads('Is anybody here?')
  await bo.says('I am')
  await ada.readsOnce('Is anybody here?', 'I am')

  await cleo.entersByLink(code)
  await cleo.readsOnce('Is anybody here?', 'I am')

  await ada.page.reload()
  await ada.readsOnce('Is anybody here?', 'I am')
  await ada.says('Still me')
  await bo.readsOnce('Still me')
  await Promise.all([ada, bo, cleo].map((each) => each.leaves()))
})

test('two people see each other write, read and react', async () => {
  const [ada, bo] = await Promise.all([Person.arrives(), Person.arrives()])
  await bo.entersByLink(await ada.opensARoom('Parlour'))
  await ada.saysFirmly('Tea?')
  await ada.log().getByText(texts.room.readBy(1)).waitFor()
  await bo.composer().pressSequentially('Ye')
  await ada.page.getByText(new RegExp(texts.room.typing(['.+']))).first().waitFor()
  await bo.reactsTo('Tea?', '👍')
  await ada.log().getByRole('button', { name: '👍 1' }).waitFor()
  await Promise.all([ada, bo].map((each) => each.leaves()))
})

test('what is written offline is sent once, when the network is back, and nothing was missed meanwhile', async () => {
  const [ada, bo] = await Promise.all([Person.arrives(), Person.arrives()])
  await bo.entersByLink(await ada.opensARoom('Train'))
  await ada.context.setOffline(true)
  await ada.page.getByText(texts.room.offline).waitFor()
  await ada.says('From the tunnel')
  await bo.says('Where are you?')

  await ada.context.setOffline(false)
  await bo.reads('From the tunnel')
  await ada.reads('Where are you?')
  await ada.page.getByText(texts.room.offline).waitFor({ state: 'detached' })
  await ada.readsOnce('From the tunnel', 'Where are you?')
  await bo.readsOnce('From the tunnel', 'Where are you?')
  await Promise.all([ada, bo].map((each) => each.leaves()))
})

test('the keyboard alone is enough', async () => {
  const ada = await Person.arrives()
  const { page } = ada
  const tabTo = async (target) => {
    for (let steps = 0; steps < 40; steps++) {
      await page.keyboard.press('Tab')
      if (await target.evaluate((element) => element === document.activeElement)) return
    }
    assert.fail('It cannot be reached with the Tab key')
  }
  await ada.goes('/')
  await tabTo(ada.field(texts.landing.create.name))
  await page.keyboard.type('Workshop')
  await page.keyboard.press('Enter')
  await ada.composer().waitFor()
  await tabTo(ada.composer())
  await page.keyboard.type('No mouse')
  await page.keyboard.press('Enter')
  await ada.readsOnce('No mouse')
  await tabTo(page.getByRole('navigation', { name: texts.account.menu }).getByRole('button').first())
  await page.keyboard.press('Enter')
  await tabTo(ada.link(texts.frame.settings))
  await page.keyboard.press('Enter')
  await ada.heading(texts.settings.heading).waitFor()
  await ada.leaves()
})

test('an account: registered, confirmed by the letter, guarded by a second factor, come back to', async () => {
  const ada = await Person.arrives()
  const username = unique('ada')
  await ada.registers(username)

  await ada.goes(await linkInLetterTo(`${username}@example.org`))
  await ada.button(texts.letters.verify.submit).click()
  await ada.page.getByText(texts.letters.verify.done).waitFor()

  const { factor, password } = texts.settings.security
  await ada.goes('/settings/security')
  await ada.page.getByText(texts.settings.security.email.verified(`${username}@example.org`)).waitFor()
  const part = ada.page.getByRole('region', { name: factor.heading })
  await part.getByRole('textbox', { name: password.now }).fill(PASSWORD)
  await part.getByRole('button', { name: factor.begin }).click()
  await part.getByRole('img', { name: factor.qr }).waitFor()
  const secret = (await part.locator('code').innerText()).replaceAll(' ', '')
  await part.getByRole('textbox', { name: factor.code }).fill(code(secret))
  await part.getByRole('button', { name: factor.confirm }).click()
  await part.getByRole('heading', { name: factor.codes }).waitFor()
  const [recovery] = await part.getByRole('listitem').allInnerTexts()

  const { login } = texts.account
  const otherTab = await ada.context.newPage()
  await otherTab.goto('/rooms')
  await otherTab.getByRole('heading', { name: texts.rooms.heading }).waitFor()
  await ada.logsOut()
  await otherTab.getByRole('heading', { name: login.heading }).waitFor()
  await otherTab.close()
  await ada.goes('/login?next=/settings/logins')
  await ada.field(login.login).fill(username.toUpperCase())
  await ada.field(login.password).fill('something else')
  await ada.button(login.submit).click()
  await ada.page.getByText(login.wrong).waitFor()
  await ada.field(login.password).fill(PASSWORD)
  await ada.button(login.submit).click()
  await ada.field(login.code).fill(recovery)
  await ada.button(login.codeSubmit).click()
  await ada.page.getByText(texts.settings.logins.current).waitFor()
  await ada.leaves()
})

test('a guest becomes an account and keeps the room; the room is found, entered and kept in order', async () => {
  const [ada, bo] = await Promise.all([Person.arrives(), Person.arrives()])
  const [adaName, boName, room] = [unique('ada'), unique('bo'), unique('Orchard ')]
  await ada.opensARoom('From before')
  await ada.saysFirmly('As a guest')
  await ada.goes('/register')
  await ada.fillsRegistration(adaName)
  await ada.link(texts.account.register.onward).click()
  await ada.page.getByRole('link', { name: 'From before' }).click()
  await ada.readsOnce('As a guest')

  await ada.goes('/rooms/new')
  await ada.page.getByRole('radio', { name: texts.rooms.create.kinds.public.name }).check()
  await ada.field(texts.rooms.create.name).fill(room)
  await ada.button(texts.rooms.create.submit).click()
  await ada.saysFirmly('Apples')

  await bo.registers(boName)
  await bo.goes('/rooms/directory')
  await bo.page.getByRole('searchbox').fill(room)
  await bo.button(texts.rooms.directory.submit).click()
  await bo.button(`${texts.rooms.directory.join} ${room}`).click()
  await bo.readsOnce('Apples')
  await bo.saysFirmly('Pears')

  await ada.goes(`/search?q=pears`)
  await ada.page.getByRole('mark').getByText('Pears').waitFor()

  await ada.goes(`${new URL(bo.page.url()).pathname}/about`)
  await ada.button(`${texts.members.manage} ${boName}`).click()
  await ada.button(texts.members.banForGood).click()
  await ada.heading(texts.members.bans).waitFor()
  await bo.page.reload()
  await bo.page.getByRole('alert').waitFor()
  await Promise.all([ada, bo].map((each) => each.leaves()))
})

test('people write to each other alone, and see in the list what is new', async () => {
  const [ada, bo] = await Promise.all([Person.arrives(), Person.arrives()])
  const [adaName, boName] = [unique('ada'), unique('bo')]
  await Promise.all([ada.registers(adaName), bo.registers(boName)])
  const words = texts.rooms.people
  await ada.goes('/people')
  await ada.field(words.username).fill(boName)
  await ada.button(words.submit).click()
  await ada.insists(ada.button(words.write(boName)), ada.composer()) // room-service hears of newcomers over the broker
  await ada.saysFirmly('Just for you')

  await bo.goes('/rooms')
  const line = bo.page.getByRole('link', { name: adaName })
  await line.getByText(texts.rooms.news(1, 0)).waitFor()
  await line.click()
  await bo.readsOnce('Just for you')
  await Promise.all([ada, bo].map((each) => each.leaves()))
})

test('somebody is invited into a private room and accepts', async () => {
  const [ada, bo] = await Promise.all([Person.arrives(), Person.arrives()])
  const [adaName, boName, room] = [unique('ada'), unique('bo'), unique('Attic ')]
  await Promise.all([ada.registers(adaName), bo.registers(boName)])
  await ada.goes('/rooms/new')
  await ada.field(texts.rooms.create.name).fill(room)
  await ada.button(texts.rooms.create.submit).click()
  await ada.saysFirmly('Mind your head')
  await ada.link(texts.members.link).click()
  await ada.field(texts.members.invite).fill('nobody-at-all')
  await ada.button(texts.members.inviteSubmit).click()
  await ada.page.getByText(texts.rooms.people.none('nobody-at-all')).waitFor()
  await ada.field(texts.members.invite).fill(boName)
  await ada.insists(ada.button(texts.members.inviteSubmit), ada.page.getByText(texts.members.invited(boName)))

  await bo.goes('/rooms')
  await bo.button(`${texts.rooms.accept} ${room}`).click()
  await bo.readsOnce('Mind your head')
  await Promise.all([ada, bo].map((each) => each.leaves()))
})

/** As an authenticator shows it now. */
function code(secret) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map((each) => letters.indexOf(each).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac('sha1', key).update(step).digest()
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1e6).padStart(6, '0')
}

/** The local mailbox shows what would have been sent. */
async function linkInLetterTo(address) {
  for (let tries = 0; tries < 50; tries++) {
    const letters = await (await fetch(`${gateway}/mailbox`, { headers: { Accept: 'application/json' } })).json()
    const token = letters.find(({ to }) => to === address)?.text.match(/token=([\w-]+)/)?.[1]
    if (token) return `/verify-email?token=${token}`
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  assert.fail(`No letter came to ${address}`)
}
