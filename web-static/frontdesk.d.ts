/**
 * The customer's chat on a page: what the page may ask of it and what it is told.
 *
 * Before the widget is here, `window.Frontdesk` is an array in which calls wait:
 *
 *     (window.Frontdesk ||= []).push(['identify', {token}], ['open']);
 *
 * Afterwards it is the object below, in which `push` works as before.
 */
declare namespace Frontdesk {
  /** Who the page says the customer is. Without a token it is a claim, and agents see it as one. */
  interface Identity {
    name?: string;
    email?: string;
    /**
     * Signed by the site's own server (docs/identity.md): the text itself, or what gives one when it
     * is needed, such as after a night.
     */
    token?: string | (() => string | Promise<string>);
  }

  type Theme = 'light' | 'dark' | 'auto';
  type Author = 'customer' | 'bot' | 'agent' | 'rule';
  /** `idle`: nobody has opened the chat yet. `refused`: the console says what to change. */
  type Connection = 'idle' | 'connecting' | 'online' | 'offline' | 'refused';

  interface Message {
    by: Author;
    name?: string;
    text: string;
    /** Its place in the conversation, which never changes. */
    seq: number;
  }

  interface Status {
    open: boolean;
    /** `online` only when the line has proved within ten seconds that it lives. */
    connection: Connection;
    stage?: string;
    /** The ticket's number, as customers and agents know it. */
    number?: number | null;
    conversation?: string | null;
    agent?: string | null;
    place?: unknown;
    unread: number;
    /** False on a page that asks before anything is kept, until its visitor agrees. */
    consent: boolean;
  }

  /** What is told: to callbacks of `on`, and as `frontdesk:NAME` events on the document. */
  interface Events {
    ready: {};
    open: {};
    close: {};
    'message:sent': Message;
    'message:received': Message;
    'unread:change': {count: number};
    'agent:joined': {name?: string};
    'agent:left': {name?: string; reason?: string};
    /** `wait` is as the desk tells it; nothing where it promises none. */
    'queue:position': {position: number; wait?: unknown};
    'conversation:started': {conversation: string; number: number};
    'conversation:closed': {by: Author; name?: string};
    'survey:submitted': {score: number};
    online: {};
    offline: {};
    error: {code: string; why: string};
    /** The visitor lets the chat keep what it needs, or no longer does. */
    consent: {agrees: boolean};
  }

  type EventName = keyof Events;
  type Listener<Name extends EventName> = (detail: Events[Name]) => void;

  /** Each method and what it takes. */
  interface Methods {
    open(): void;
    close(): void;
    toggle(): void;
    /** Shows the launcher again. */
    show(): void;
    /** Closes the chat and takes the launcher away; `open` works all the same. */
    hide(): void;
    send(text: string): void;
    /** Puts words into the composer without sending them. */
    prefill(text: string): void;
    identify(identity: Identity): void;
    /** Such as `de`; kept for the next page. */
    setLocale(language: string): Promise<void>;
    /** Kept for the next page. */
    setTheme(theme: Theme): void;
    /** A brand's colour in any way CSS writes one; `false` where it is none. */
    setAccent(colour: string): Promise<boolean>;
    on<Name extends EventName>(name: Name, listener: Listener<Name>): void;
    once<Name extends EventName>(name: Name, listener: Listener<Name>): void;
    off<Name extends EventName>(name: Name, listener: Listener<Name>): void;
    /** Forgets the customer and what the browser kept, and ends their token: for logging out. */
    reset(): void;
    /** For `data-consent="required"`: the visitor agrees, or takes it back and is forgotten. */
    consent(agrees?: boolean): void;
    /** Takes the widget off the page. */
    destroy(): void;
    status(): Promise<Status>;
  }

  /** `['open']`, `['identify', {token}]`, or only `'open'`. */
  type Call = 'open' | 'close' | 'toggle' | 'show' | 'hide' | 'reset' | 'destroy'
    | {[Name in Plain]: [Name, ...Parameters<Methods[Name]>]}[Plain]
    | {[Name in EventName]: ['on' | 'once' | 'off', Name, Listener<Name>]}[EventName];

  /** Methods that take no listener. */
  type Plain = Exclude<keyof Methods, 'on' | 'once' | 'off'>;

  /** Every method gives a promise, which fails with what is wrong. */
  type Promised = {
    readonly [Name in Plain]: (
      ...words: Parameters<Methods[Name]>
    ) => Promise<Awaited<ReturnType<Methods[Name]>>>;
  };

  interface Widget extends Promised {
    readonly push: (...calls: Call[]) => unknown;
    on<Name extends EventName>(name: Name, listener: Listener<Name>): Promise<void>;
    once<Name extends EventName>(name: Name, listener: Listener<Name>): Promise<void>;
    off<Name extends EventName>(name: Name, listener: Listener<Name>): Promise<void>;
  }
}

interface Window {
  Frontdesk: Frontdesk.Widget | Frontdesk.Call[];
}

/** Not before `frontdesk:ready`; until then push to the array `window.Frontdesk`. */
declare const Frontdesk: Frontdesk.Widget;

type FrontdeskDocumentEvents = {
  [Name in Frontdesk.EventName as `frontdesk:${Name}`]: CustomEvent<Frontdesk.Events[Name]>;
};

interface DocumentEventMap extends FrontdeskDocumentEvents {}
