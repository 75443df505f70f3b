// People with browsers of their own, who see and do what a person can.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import { texts } from './texts.mjs'

export const gateway = process.env.GATEWAY ?? 'http://localhost:8080'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PATIENCE = 30_000

let browser

export async function openBrowser() {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--no-first-run',
    ],
  })
}

export const closeBrowser = () => browser?.close()

/** Distinct in every run: the platform may be an old one. */
export const unique = (name) => `${name}${(Date.now() % 1e9).toString(36)}${Math.floor(Math.random() * 1e4)}`

export class Person {
  static async arrives(options = {}) {
    const context = await browser.newContext({ baseURL: gateway, reducedMotion: 'reduce', ...options })
    context.setDefaultTimeout(PATIENCE)
    return new Person(context, await context.newPage())
  }

  constructor(context, page) {
    this.context = context
    this.page = page
    this.broken = []
    // the first frame of a connection names the node at its other end
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        this.node = /^0\{"sid":"[^"]*\.([^".]+)"/.exec(payload)?.[1] ?? this.node
      }),
    )
    page.on('pageerror', (error) => this.broken.push(error.message))
    page.on('console', (message) => {
      if (/Content Security Policy|Vue warn/i.test(message.text())) this.broken.push(message.text())
    })
  }

  /** Leaves; nothing may have broken on the way. */
  async leaves() {
    await this.context.close()
    assert.deepEqual(this.broken, [])
  }

  goes = (to) => this.page.goto(to)
  button = (name) => this.page.getByRole('button', { name, exact: true })
  link = (name) => this.page.getByRole('link', { name, exact: true })
  field = (name) => this.page.getByRole('textbox', { name, exact: true })
  heading = (name) => this.page.getByRole('heading', { name })
  log = () => this.page.getByRole('region', { name: texts.room.log })
  composer = () => this.page.getByLabel(texts.room.composer, { exact: true })
  said = (words) => this.log().getByText(words, { exact: true })

  /** With a nickname, by chance unless it is said, into a new room; answers its code. */
  async opensARoom(name, nickname) {
    await this.goes('/')
    if (nickname) await this.field(texts.landing.nickname).fill(nickname)
    await this.field(texts.landing.create.name).fill(name)
    await this.button(texts.landing.create.submit).click()
    await this.composer().waitFor()
    return new URL(this.page.url()).pathname.split('/').at(-1)
  }

  async entersByLink(code) {
    await this.goes(`/r/${code}`)
    await this.button(texts.room.enter).click()
    await this.composer().waitFor()
  }

  async says(words) {
    await this.composer().fill(words)
    await this.composer().press('Enter')
  }

  /** It is no longer this person's alone: the platform has it. */
  async saysFirmly(words) {
    await this.says(words)
    await this.reads(words)
    for (const note of [texts.room.sending, texts.room.waiting]) {
      await this.log().getByText(note, { exact: true }).first().waitFor({ state: 'detached' })
    }
  }

  async reads(words) {
    await this.said(words).first().waitFor()
  }

  message = (words) => this.log().getByRole('article').filter({ hasText: words })

  async reactsTo(words, emoji) {
    await this.asksOf(words, texts.room.actions.react)
    await this.message(words).getByRole('button', { name: emoji, exact: true }).first().click()
  }

  /** Presses one of a message's buttons. */
  async asksOf(words, action) {
    const message = this.message(words).first()
    await message.hover()
    await message.getByRole('button', { name: action, exact: true }).click()
  }

  /** On which node the connection is. */
  async connects() {
    for (let tries = 0; tries < 100 && !this.node; tries++) await this.page.waitForTimeout(50)
    assert.ok(this.node, 'There is no connection')
    return this.node
  }

  /** Writes down whatever the page reports, however short it stands there. */
  async watchesReports() {
    await this.page.evaluate(() => {
      window.reports = new Set()
      new MutationObserver(() => {
        for (const status of document.querySelectorAll('[role=status]')) window.reports.add(status.textContent.trim())
      }).observe(document.body, { subtree: true, childList: true, characterData: true })
    })
  }

  reports = () => this.page.evaluate(() => [...window.reports])

  /** Each once, neither lost nor doubled. */
  async readsOnce(...all) {
    for (const words of all) {
      await this.reads(words)
      assert.equal(await this.said(words).count(), 1, words)
    }
  }

  async registers(username) {
    await this.goes('/register')
    await this.fillsRegistration(username)
  }

  async fillsRegistration(username) {
    const words = texts.account.register
    await this.field(words.email).fill(`${username}@example.org`)
    await this.field(words.username).fill(username)
    await this.field(words.password).fill(PASSWORD)
    await this.button(words.submit).click()
    await this.link(words.onward).waitFor()
  }

  /** By the menu; as a guest after a question, which is answered with yes. */
  async logsOut() {
    this.page.once('dialog', (dialog) => dialog.accept())
    await this.page.getByRole('navigation', { name: texts.account.menu }).getByRole('button').first().click()
    await this.button(texts.account.logout).click()
    await this.heading(texts.landing.heading).waitFor()
  }

  /** Tries again until it has led to what was wanted. */
  async insists(button, wanted) {
    const { page } = this
    for (let tries = 0; tries < 20; tries++) {
      await button.click()
      await wanted.or(page.getByRole('alert')).first().waitFor()
      if (await wanted.isVisible()) return
      await page.waitForTimeout(500)
    }
    assert.fail(await page.getByRole('alert').innerText())
  }

  async looks() {
    // what is still fetched is no part of the page yet
    await this.page.getByRole('heading', { level: 1 }).waitFor()
    await this.page.getByText(texts.forms.loading, { exact: true }).first().waitFor({ state: 'detached' })
  }

  /** What axe calls serious or critical here, by these rules of axe's or by all. */
  async barriers(rules) {
    if (!(await this.page.evaluate(() => 'axe' in window))) await this.page.evaluate(axe)
    const { violations } = await this.page.evaluate(
      (runOnly) => window.axe.run(document, { resultTypes: ['violations'], ...(runOnly && { runOnly }) }),
      rules,
    )
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${new URL(this.page.url()).pathname}: ${id}: ${nodes.map((node) => node.target).join(' ')}`)
  }

  /** How many pixels the page is wider than the screen. */
  overhang = () =>
    this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

export const PASSWORD = 'analytical engine 1843'
