// A small virtual DOM. The server sends the whole state after each change, so the page describes itself anew each time
// and only the differences touch the document: focus, scroll position and half-typed text survive every update.

/**
 * @typedef {{ tag: string, props: Record<string, any>, key: string | undefined, children: Node_[], el?: any }} Element_
 * @typedef {{ text: string, el?: any }} Text_
 * @typedef {Element_ | Text_} Node_
 */

const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "path", "circle", "rect", "g"]);

// These live on the element, not in its attributes, once a person has touched the control.
const LIVE_PROPERTIES = new Set(["value", "checked", "selected", "indeterminate"]);

/**
 * Describes an element. `props.key` names it among its siblings; `onClick` and the like are listeners;
 * `mount` runs once the element is in the document, `unmount` before it leaves.
 * @param {string} tag
 * @param {Record<string, any> | null} [props]
 * @param {...any} children
 * @returns {Element_}
 */
export function h(tag, props, ...children) {
  const given = props ?? {};
  const key = given.key === undefined ? undefined : String(given.key);
  return { tag, props: given, key, children: flatten(children, []) };
}

function flatten(children, into) {
  for (const child of children) {
    if (child === null || child === undefined || child === false || child === true || child === "") continue;
    if (Array.isArray(child)) flatten(child, into);
    else if (typeof child === "object") into.push(child);
    else into.push({ text: String(child) });
  }
  return into;
}

/** Makes the children of `parent` look like `nodes`. */
export function patch(parent, nodes) {
  const mounted = [];
  patchChildren(parent, parent.shown ?? [], flatten([nodes], []), mounted);
  parent.shown = flatten([nodes], []);
  // After everything is in place, so that a mount hook may measure, focus or open a dialog.
  for (const [hook, el] of mounted) hook(el);
}

// Without a key, the first class tells siblings apart: a list that appears before a text box must not become the box.
function identity(node, counts) {
  if ("text" in node) return numbered("#text", counts);
  if (node.key !== undefined) return `${node.tag}:${node.key}`;
  return numbered(`${node.tag}.${node.props.class?.split(" ")[0] ?? ""}`, counts);
}

function numbered(name, counts) {
  const count = counts.get(name) ?? 0;
  counts.set(name, count + 1);
  return `${name}#${count}`;
}

function patchChildren(parent, before, after, mounted) {
  const old = new Map();
  const oldCounts = new Map();
  for (const node of before) old.set(identity(node, oldCounts), node);

  const newCounts = new Map();
  const pairs = after.map((node) => {
    const id = identity(node, newCounts);
    const match = old.get(id);
    old.delete(id);
    return { node, match };
  });
  // Leavers go first: then those who stay are already in their places and need not be moved, which would blur them.
  for (const node of old.values()) {
    leave(node);
    node.el.remove();
  }
  let cursor = parent.firstChild;
  for (const { node, match } of pairs) {
    const el = match ? update(match, node, mounted) : create(node, mounted);
    if (el === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(el, cursor);
  }
}

function create(node, mounted) {
  if ("text" in node) {
    node.el = document.createTextNode(node.text);
    return node.el;
  }
  const el = SVG_TAGS.has(node.tag) ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag);
  node.el = el;
  setProps(el, {}, node.props);
  patchChildren(el, [], node.children, mounted);
  setLive(el, node.props);
  if (node.props.mount) mounted.push([node.props.mount, el]);
  return el;
}

function update(before, after, mounted) {
  const el = before.el;
  after.el = el;
  if ("text" in after) {
    if (before.text !== after.text) el.data = after.text;
    return el;
  }
  setProps(el, before.props, after.props);
  patchChildren(el, before.children, after.children, mounted);
  setLive(el, after.props);
  return el;
}

function leave(node) {
  if ("text" in node) return;
  node.props.unmount?.(node.el);
  for (const child of node.children) leave(child);
}

function setProps(el, before, after) {
  for (const name of Object.keys(before)) if (!(name in after)) setProp(el, name, undefined);
  for (const [name, value] of Object.entries(after)) if (before[name] !== value) setProp(el, name, value);
}

function setProp(el, name, value) {
  if (name === "key" || name === "mount" || name === "unmount" || LIVE_PROPERTIES.has(name)) return;
  if (name.startsWith("on")) {
    listen(el, name.slice(2).toLowerCase(), value);
  } else if (name === "style") {
    for (const [property, setting] of Object.entries(value ?? {})) el.style.setProperty(property, String(setting));
  } else if (value === undefined || value === null || value === false) {
    el.removeAttribute(name);
  } else {
    el.setAttribute(name, value === true ? "" : String(value));
  }
}

// One real listener per event; what it calls changes with each description.
function listen(el, type, handler) {
  el.handlers ??= {};
  if (!(type in el.handlers)) el.addEventListener(type, (event) => el.handlers[type]?.(event));
  el.handlers[type] = handler;
}

// After the children, because a select can only take a value that one of its options has.
function setLive(el, props) {
  for (const name of LIVE_PROPERTIES) {
    if (name in props && el[name] !== props[name]) el[name] = props[name];
  }
}
