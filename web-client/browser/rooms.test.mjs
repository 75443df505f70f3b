// What people do in a room beside talking, and what the page tells them meanwhile.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { closeBrowser, openBrowser, Person, unique } from './people.mjs'
import { texts } from './texts.mjs'

before(openBrowser)
after(closeBrowser)

const words = texts.room.thread

test('a thread: opened, answered on both sides, linked to, closed with the keyboard; on a phone a page of its own', async () => {
  const [ada, bo] = await Promise.all([Person.arrives(), Person.arrives({ viewport: { width: 320, height: 568 } })])
  await bo.entersByLink(await ada.opensARoom('Library'))
  await ada.saysFirmly('Where shall we meet?')
  const adasThread = ada.page.getByRole('complementary', { name: words.heading })
  const bosThread = bo.page.getByRole('complementary', { name: words.heading })
  const write = (person, text) =>
    person.page.getByLabel(words.composer, { exact: true }).fill(text).then(() => person.page.keyboard.press('Enter'))

  await ada.asksOf('Where shall we meet?', words.reply)
  await adasThread.getByText(words.empty).waitFor()
  await write(ada, 'At the lake?')
  await adasThread.getByText('At the lake?', { exact: true }).waitFor()

  await bo.log().getByText(/At the lake\?/).click()
  await bosThread.getByText('At the lake?', { exact: true }).waitFor()
  assert.equal(await bo.page.getByLabel(texts.room.composer, { exact: true }).isVisible(), true)
  assert.equal(await bo.page.locator('[inert]').getByLabel(texts.room.composer, { exact: true }).count(), 1)
  assert.equal(await bo.overhang(), 0)
  await write(bo, 'Too cold')
  await adasThread.getByText('Too cold', { exact: true }).waitFor()
  await bo.page.reload()
  await bosThread.getByText('Too cold', { exact: true }).waitFor()
  assert.equal(await bosThread.getByText('At the lake?', { exact: true }).count(), 1)
  await bo.button(words.close).click()
  await bosThread.waitFor({ state: 'detached' })

  await ada.page.keyboard.press('Escape')
  await adasThread.waitFor({ state: 'detached' })
  await ada.log().getByRole('button', { name: texts.room.inThread(2) }).click()
  await adasThread.getByText('Too cold', { exact: true }).waitFor()
  await ada.page.goBack()
  await adasThread.waitFor({ state: 'detached' })
  await Promise.all([ada, bo].map((each) => each.leaves()))
})

test('a jump to a date leads to the first message of the day', async () => {
  const ada = await Person.arrives()
  await ada.opensARoom('Archive')
  for (let count = 0; count < 3; count++) await ada.saysFirmly(`Page ${count}`)
  await ada.button(texts.room.date.open).click()
  const day = ada.page.getByLabel(texts.room.date.day, { exact: true })
  assert.equal(await day.getAttribute('max'), await day.inputValue())
  await day.fill('2020-02-29')
  await ada.page.keyboard.press('Enter')
  await day.waitFor({ state: 'detached' })
  await ada.page.waitForFunction(() => document.activeElement?.textContent.includes('Page 0'))
  await ada.leaves()
})

test('somebody with spaces in the name is called by it', async () => {
  const [ada, bo] = await Promise.all([Person.arrives(), Person.arrives()])
  const code = await ada.opensARoom('Hall', 'Quiet Fox 34') // first of those called so, and not suggested herself
  await bo.goes(`/r/${code}`)
  await bo.field(texts.landing.nickname).fill('Quiet Heron 12')
  await bo.button(texts.room.enter).click()
  await bo.composer().waitFor()
  await bo.saysFirmly('Here I am')
  await ada.composer().pressSequentially('Hello @Quiet')
  await ada.page.getByRole('option', { name: 'Quiet Heron 12' }).waitFor()
  await ada.page.keyboard.press('Enter')
  await ada.page.keyboard.press('Enter')
  const call = bo.message('Hello @Quiet Heron 12')
  await call.getByText('@Quiet Heron 12', { exact: true }).waitFor()
  await bo.page.locator('.mentioned').getByText('@Quiet Heron 12').waitFor() // as the platform has found them, too
  await Promise.all([ada, bo].map((each) => each.leaves()))
})

test('files are pasted and dropped, and seen by the others', async () => {
  const [ada, bo] = await Promise.all([Person.arrives(), Person.arrives()])
  await bo.entersByLink(await ada.opensARoom('Studio'))
  await hands(ada, 'paste', 'pasted.txt')
  await ada.page.getByText(texts.room.attach.ready).waitFor()
  await hands(ada, 'drop', 'dropped.txt')
  await ada.page.getByText(texts.room.attach.ready).nth(1).waitFor()
  await ada.says('Two files')
  for (const name of ['pasted.txt', 'dropped.txt']) {
    await bo.log().getByRole('button', { name: texts.room.attach.open(name) }).waitFor()
  }
  await Promise.all([ada, bo].map((each) => each.leaves()))
})

/** As a hand does with the mouse, or the keyboard with the clipboard. */
const hands = (person, how, name) =>
  person.composer().evaluate(
    (field, [type, called]) => {
      const data = new DataTransfer()
      data.items.add(new File(['words of a file'], called, { type: 'text/plain' }))
      const options = { bubbles: true, cancelable: true }
      field.dispatchEvent(
        type === 'paste'
          ? new ClipboardEvent(type, { ...options, clipboardData: data })
          : new DragEvent(type, { ...options, dataTransfer: data }),
      )
    },
    [how, name],
  )

test('a page that falls behind says so until it has caught up', async () => {
  const ada = await Person.arrives()
  let release
  const held = new Promise((resolve) => (release = resolve))
  let say
  await ada.page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer()
    say = (frame) => socket.send(frame)
    socket.onMessage((frame) => {
      if (String(frame).includes('["sync"')) held.then(() => server.send(frame))
      else server.send(frame)
    })
  })
  await ada.opensARoom('Station')
  await ada.saysFirmly('Hello')
  const room = (await ada.link(texts.members.link).getAttribute('href')).split('/')[2]
  say(`42["lagging",{"room":"${room}","head":9}]`)
  await ada.page.getByText(texts.room.lagging).waitFor()
  release()
  await ada.page.getByText(texts.room.lagging).waitFor({ state: 'detached' })
  await ada.readsOnce('Hello')
  await ada.leaves()
})

test('an account reads times in the zone that it has chosen', async () => {
  const ada = await Person.arrives({ timezoneId: 'Europe/Berlin' })
  const name = unique('ada')
  await ada.registers(name)
  await ada.opensARoom('Clock')
  await ada.saysFirmly('What time is it?')
  const room = ada.page.url()
  const time = ada.message('What time is it?').getByRole('time').first()
  const there = await time.innerText()
  await ada.goes('/settings')
  await ada.page.getByLabel(texts.settings.profile.timeZone, { exact: true }).selectOption('Australia/Eucla')
  await ada.button(texts.forms.save).click()
  await ada.page.getByText(texts.forms.saved).waitFor()
  await ada.goes(room)
  await time.waitFor()
  const elsewhere = await time.innerText()
  assert.notEqual(elsewhere.slice(-5), there.slice(-5), 'a zone that is off by a quarter of an hour')
  await ada.leaves()
})

test('an unknown address shows the page that says so', async () => {
  const ada = await Person.arrives()
  const answer = await ada.goes('/no/such/place')
  assert.equal(answer.status(), 404)
  await ada.heading(texts.notFound.heading).waitFor()
  await ada.link(texts.notFound.home).click()
  await ada.heading(texts.landing.heading).waitFor()
  await ada.leaves()
})
