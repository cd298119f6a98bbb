//! Headless Chromium over the DevTools protocol: the few calls that the tests need.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tempfile::TempDir;
use tungstenite::stream::MaybeTlsStream;
use tungstenite::{Message, WebSocket, connect};

/// Longest wait for anything.
const PATIENCE: Duration = Duration::from_secs(60);

/// A key to press.
#[derive(Clone, Copy)]
pub enum Key {
    Enter,
    Escape,
    Tab,
}

/// A browser with one page.
pub struct Browser {
    child: Child,
    socket: WebSocket<MaybeTlsStream<TcpStream>>,
    session: Option<String>,
    next: u64,
    /// Errors and warnings of the console, exceptions, requests for anything but files.
    amiss: Vec<String>,
    loaded: bool,
    _profile: TempDir,
}

impl Browser {
    /// Starts Chromium.
    pub fn start() -> Browser {
        let profile = tempfile::tempdir().unwrap();
        let program = std::env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
        let mut child = Command::new(&program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
            ])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ])
            .args(["--remote-debugging-port=0", "--hide-scrollbars", "about:blank"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{program}: {error}; install Chromium or set CHROMIUM"));
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = lines
            .find_map(|line| Some(line.unwrap().strip_prefix("DevTools listening on ")?.to_owned()))
            .expect("Chromium tells where it listens");
        // Chromium must not wait for a reader of its messages.
        std::thread::spawn(move || lines.for_each(drop));
        let (socket, _) = connect(address.as_str()).unwrap();
        if let MaybeTlsStream::Plain(stream) = socket.get_ref() {
            stream.set_read_timeout(Some(PATIENCE)).unwrap();
        }
        let mut browser = Browser {
            child,
            socket,
            session: None,
            next: 0,
            amiss: Vec::new(),
            loaded: false,
            _profile: profile,
        };
        let target = browser.call("Target.createTarget", json!({"url": "about:blank"}));
        let attach = json!({"targetId": target["targetId"], "flatten": true});
        let attached = browser.call("Target.attachToTarget", attach);
        browser.session = Some(attached["sessionId"].as_str().unwrap().to_owned());
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        browser
    }

    /// Calls a method and gives its result; events on the way are taken note of.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        let mut message = json!({"id": id, "method": method, "params": params});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(message.to_string())).unwrap();
        loop {
            let message = self.receive();
            if message["id"] == id {
                assert!(message.get("error").is_none(), "{method}: {}", message["error"]);
                return message["result"].clone();
            }
        }
    }

    fn receive(&mut self) -> Value {
        let message = loop {
            match self.socket.read().expect("Chromium answers") {
                Message::Text(text) => break serde_json::from_str::<Value>(&text).unwrap(),
                _ => continue,
            }
        };
        let params = &message["params"];
        match message["method"].as_str().unwrap_or_default() {
            "Page.loadEventFired" => self.loaded = true,
            "Runtime.exceptionThrown" => self.amiss.push(params["exceptionDetails"].to_string()),
            "Runtime.consoleAPICalled" => self.amiss.push(params["args"].to_string()),
            "Log.entryAdded" => self.amiss.push(params["entry"].to_string()),
            "Network.requestWillBeSent" => {
                let url = params["request"]["url"].as_str().unwrap_or_default();
                // Chromium's own controls bring their pictures as data.
                if !["file:", "about:", "data:"].iter().any(|scheme| url.starts_with(scheme)) {
                    self.amiss.push(format!("asked for {url}"));
                }
            }
            _ => {}
        }
        message
    }

    /// Opens a file and waits until it is there.
    pub fn open(&mut self, path: &Path) {
        let path = path.canonicalize().unwrap();
        let encode = |byte: u8| match byte {
            b'/' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
            b if b.is_ascii_alphanumeric() => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        };
        let address: String = path.to_str().unwrap().bytes().map(encode).collect();
        // A page of its own each time: a new hash alone would not load it again.
        self.call("Page.navigate", json!({"url": "about:blank"}));
        self.loaded = false;
        self.call("Page.navigate", json!({"url": format!("file://{address}")}));
        let start = Instant::now();
        while !self.loaded {
            assert!(start.elapsed() < PATIENCE, "{} does not load", path.display());
            self.receive();
        }
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'");
    }

    /// The value of an expression, awaited.
    pub fn value(&mut self, expression: &str) -> Value {
        let params = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let result = self.call("Runtime.evaluate", params);
        let failed = result.get("exceptionDetails");
        assert!(failed.is_none(), "{}: {failed:?}", &expression[..expression.len().min(200)]);
        result["result"]["value"].clone()
    }

    /// The value of an expression that is a number.
    pub fn number(&mut self, expression: &str) -> f64 {
        self.value(expression).as_f64().unwrap()
    }

    /// Waits until an expression is true.
    pub fn wait(&mut self, expression: &str) {
        let start = Instant::now();
        while self.value(expression) != true {
            assert!(start.elapsed() < PATIENCE, "never true: {expression}");
            sleep(Duration::from_millis(20));
        }
    }

    /// Clicks, with the pointer, on what a selector finds first and can be seen.
    pub fn click(&mut self, selector: &str) {
        let selector = json!(selector);
        let place = self.value(&format!(
            "(async () => {{
                const all = [...document.querySelectorAll({selector})];
                const e = all.find((e) => e.getClientRects().length);
                if (!e) return null;
                e.scrollIntoView({{block: 'center', behavior: 'instant'}});
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                // A mark may run over two lines; its first rectangle is what is clicked.
                const dot = e.querySelector?.('circle') ?? e;
                const r = dot.getClientRects()[0];
                const [x, y] = [r.left + r.width / 2, r.top + r.height / 2];
                const top = document.elementFromPoint(x, y);
                return [x, y, e.contains(top) || top?.contains(e) ? '' : top?.outerHTML?.slice(0, 200) ?? 'nothing'];
            }})()"
        ));
        let (x, y) = (place[0].as_f64(), place[1].as_f64());
        let (Some(x), Some(y)) = (x, y) else { panic!("{selector} is not to be seen") };
        assert_eq!(place[2], "", "{selector} is covered");
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let button = if kind == "mouseMoved" { "none" } else { "left" };
            self.call(
                "Input.dispatchMouseEvent",
                json!({"type": kind, "x": x, "y": y, "button": button, "clickCount": 1}),
            );
        }
    }

    /// Presses a key.
    pub fn press(&mut self, key: Key) {
        let (name, code, text) = match key {
            Key::Enter => ("Enter", 13, "\r"),
            Key::Escape => ("Escape", 27, ""),
            Key::Tab => ("Tab", 9, ""),
        };
        for kind in ["keyDown", "keyUp"] {
            let mut params =
                json!({"type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code});
            if kind == "keyDown" && !text.is_empty() {
                params["text"] = json!(text);
            }
            self.call("Input.dispatchKeyEvent", params);
        }
    }

    /// Makes the screen so large; one of a telephone is touched.
    pub fn screen(&mut self, width: u32, height: u32, mobile: bool) {
        let factor = if mobile { 2 } else { 1 };
        self.call(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": height, "deviceScaleFactor": factor, "mobile": mobile}),
        );
    }

    /// Prefers light or dark, and no motion: what fades in has too little contrast on the way.
    pub fn scheme(&mut self, scheme: &str) {
        let feature = json!([
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]);
        self.call("Emulation.setEmulatedMedia", json!({"features": feature}));
    }

    /// The page as a PDF.
    pub fn print(&mut self) -> Vec<u8> {
        let result = self.call("Page.printToPDF", json!({}));
        STANDARD.decode(result["data"].as_str().unwrap()).unwrap()
    }

    /// Puts a picture of the screen into the folder that `SCREENSHOTS` names, if it names one.
    pub fn picture(&mut self, name: &str) {
        let Some(folder) = std::env::var_os("SCREENSHOTS").map(PathBuf::from) else { return };
        let result = self.call("Page.captureScreenshot", json!({"format": "png"}));
        let bytes = STANDARD.decode(result["data"].as_str().unwrap()).unwrap();
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("{name}.png")), bytes).unwrap();
    }

    /// No page has complained or asked for anything.
    pub fn nothing_amiss(&mut self) {
        // What is under way arrives before the answer to this.
        self.value("0");
        assert!(self.amiss.is_empty(), "{:#?}", self.amiss);
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
