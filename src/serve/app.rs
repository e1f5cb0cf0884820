//! What all requests share: the store that is served now, and the settings.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use axum::http::HeaderMap;

use crate::serve::change::Changes;
use crate::serve::federation::Federation;
use crate::serve::gate::Gate;
use crate::serve::lane::{Inline, Lane};
use crate::serve::locale::Locale;
use crate::serve::locate::path_of;
use crate::serve::metrics::Metrics;
use crate::serve::reconcile::Names;
use crate::serve::running::Running;
use crate::serve::search::Search;
use crate::serve::settings::Settings;
use crate::serve::survey::Survey;
use crate::serve::view::{Dataset, View};
use crate::store::{Error, Services, Stop, Store, TextSearch};

/// What all requests share; a copy is another handle of the same.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
    /// Where requests are answered; none where they are not read from a socket.
    lane: Option<Arc<Lane>>,
}

struct Inner {
    gate: Gate,
    metrics: Metrics,
    running: Running,
    numbers: AtomicU64,
    /// What the store held after so many changes.
    survey: RwLock<Option<(u64, Arc<Survey>)>>,
    search: RwLock<Option<Arc<Search>>>,
    names: RwLock<Option<Arc<Names>>>,
    dataset: RwLock<Option<Arc<Dataset>>>,
    changes: Arc<Changes>,
    is_surveying: AtomicBool,
    /// The endpoints that queries may ask; none where they may ask none.
    services: Option<Arc<dyn Services>>,
    settings: Settings,
    /// What of the settings shows in answers.
    shown: String,
    /// The path of the public address.
    root: &'static str,
    store: RwLock<Arc<Store>>,
}

impl App {
    /// Serves a store.
    pub fn new(store: Store, settings: Settings) -> Self {
        let addresses = settings.services.clone();
        let services = Federation::new(addresses, settings.limits.query_time);
        let may_ask = !settings.services.is_empty();
        let app = Self {
            inner: Arc::new(Inner {
                gate: Gate::new(&settings.limits),
                metrics: Metrics::default(),
                running: Running::default(),
                numbers: AtomicU64::new(1),
                survey: RwLock::new(None),
                search: RwLock::new(None),
                names: RwLock::new(None),
                dataset: RwLock::new(None),
                changes: Arc::default(),
                is_surveying: AtomicBool::new(false),
                services: may_ask.then(|| Arc::new(services) as Arc<dyn Services>),
                root: root_of(&settings.public_url),
                shown: settings.shown(),
                settings,
                store: RwLock::new(Arc::new(store)),
            }),
            lane: None,
        };
        app.find_out();
        app
    }

    /// The same, to answer requests in a lane.
    pub(crate) fn in_lane(&self, lane: &Arc<Lane>) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            lane: Some(Arc::clone(lane)),
        }
    }

    /// Gives a query the right to run on the thread that read its request.
    pub(crate) fn take_lane(&self) -> Option<Inline> {
        self.lane.as_ref()?.take()
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.inner.settings
    }

    /// What of the settings shows in answers, put together once.
    pub(crate) fn shown(&self) -> &str {
        &self.inner.shown
    }

    /// The path at which the server is reached from outside, with `/` at both ends.
    pub(crate) fn root(&self) -> &'static str {
        self.inner.root
    }

    /// Where queries wait for their turn.
    pub(crate) fn gate(&self) -> &Gate {
        &self.inner.gate
    }

    /// A number that was not given before.
    pub(crate) fn next_number(&self) -> u64 {
        self.inner.numbers.fetch_add(1, Ordering::Relaxed)
    }

    /// What the store holds; none until it is counted.
    pub(crate) fn survey(&self) -> Option<Arc<Survey>> {
        let survey = read(&self.inner.survey);
        survey.as_ref().map(|(_, it)| Arc::clone(it))
    }

    /// What the store holds as it is now, and its number; none while it changes or is counted.
    pub(crate) fn survey_of_now(&self) -> Option<(u64, Arc<Survey>)> {
        let now = self.inner.changes.now()?;
        let survey = read(&self.inner.survey).clone();
        survey.filter(|(number, _)| *number == now)
    }

    /// The changes of the store.
    pub(crate) fn changes(&self) -> Arc<Changes> {
        Arc::clone(&self.inner.changes)
    }

    /// The full-text index; none until it is made. While it is made anew, the one before answers.
    pub(crate) fn search(&self) -> Option<Arc<Search>> {
        read(&self.inner.search).clone()
    }

    /// The same for queries.
    pub(crate) fn text_search(&self) -> Option<Arc<dyn TextSearch>> {
        self.search().map(|it| it as Arc<dyn TextSearch>)
    }

    /// The endpoints that queries may ask.
    pub(crate) fn services(&self) -> Option<Arc<dyn Services>> {
        self.inner.services.clone()
    }

    /// The names of entities; none until they are read. While they are read anew, those before answer.
    pub(crate) fn names(&self) -> Option<Arc<Names>> {
        read(&self.inner.names).clone()
    }

    /// What the start page counts and lists; none until it is counted.
    pub(crate) fn dataset(&self) -> Option<Arc<Dataset>> {
        read(&self.inner.dataset).clone()
    }

    /// Changes the store, and forgets afterwards what was known of it; it is found out anew on a thread. This must run on
    /// the thread that changes the store, because who asked for the change may go away meanwhile.
    pub(crate) fn change<T>(&self, change: impl FnOnce() -> T) -> T {
        struct End<'a>(&'a App);
        impl Drop for End<'_> {
            fn drop(&mut self) {
                self.0.inner.changes.end();
                self.0.forget();
                self.0.find_out();
            }
        }
        self.inner.changes.begin();
        let _end = End(self);
        change()
    }

    /// Finds out on a thread what the store holds.
    fn find_out(&self) {
        if !self.inner.is_surveying.swap(true, Ordering::SeqCst) {
            let app = self.clone();
            std::thread::spawn(move || app.look_around());
        }
    }

    /// Finds out what the store holds, again as long as it changes meanwhile.
    fn look_around(&self) {
        loop {
            let (ended, now) = (self.inner.changes.ended(), self.inner.changes.now());
            match Survey::of(&self.store()) {
                Ok(survey) => {
                    let survey = now.map(|it| (it, Arc::new(survey)));
                    self.keep(&self.inner.survey, survey, ended);
                }
                Err(error) => tracing::error!("the store cannot be described: {error}"),
            }
            match Search::of(&self.store()) {
                Ok(search) => *write(&self.inner.search) = Some(Arc::new(search)),
                Err(error) => tracing::error!("the store cannot be searched: {error}"),
            }
            match Names::of(&self.store()) {
                Ok(names) => *write(&self.inner.names) = Some(Arc::new(names)),
                Err(error) => tracing::error!("the names cannot be read: {error}"),
            }
            match self.count() {
                Ok(dataset) => self.keep(&self.inner.dataset, Some(Arc::new(dataset)), ended),
                Err(error) => tracing::error!("the store cannot be counted: {error}"),
            }
            self.inner.is_surveying.store(false, Ordering::SeqCst);
            let is_current = self.inner.changes.ended() == ended;
            if is_current || self.inner.is_surveying.swap(true, Ordering::SeqCst) {
                return;
            }
        }
    }

    /// Keeps what was found out, unless the store was changed meanwhile.
    fn keep<T>(&self, place: &RwLock<Option<T>>, found: Option<T>, ended: u64) {
        let mut place = write(place);
        if self.inner.changes.ended() == ended {
            *place = found;
        }
    }

    /// Forgets what must not be told of another store than the one that is served.
    fn forget(&self) {
        *write(&self.inner.survey) = None;
        *write(&self.inner.dataset) = None;
    }

    /// What the start page counts and lists, found out anew.
    fn count(&self) -> Result<Dataset, Error> {
        let (store, stop) = (self.store(), Stop::new());
        let locale = Locale::choose(None, &HeaderMap::new());
        Dataset::load(&View::new((&store, &stop), &self.settings().base, locale))
    }

    /// What is counted.
    pub(crate) fn metrics(&self) -> &Metrics {
        &self.inner.metrics
    }

    /// The queries that run.
    pub(crate) fn running(&self) -> &Running {
        &self.inner.running
    }

    /// The store to read now. A request asks once, so that it sees one store from beginning to end.
    pub fn store(&self) -> Arc<Store> {
        read(&self.inner.store).steady()
    }

    /// The store to change now.
    pub(crate) fn changing_store(&self) -> Arc<Store> {
        Arc::clone(&read(&self.inner.store))
    }

    /// Serves another store from now on; requests that run keep theirs.
    pub fn replace(&self, store: Store) {
        self.change(|| *write(&self.inner.store) = Arc::new(store));
    }
}

/// The path of an address, kept as long as the program runs, so that pages can hand it on like a number.
fn root_of(public_url: &str) -> &'static str {
    static ROOTS: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let root = path_of(public_url).unwrap_or("/");
    let mut roots = ROOTS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = roots.get(root) {
        return known;
    }
    let kept: &'static str = Box::leak(root.into());
    roots.insert(kept);
    kept
}

/// Reads what is shared. A thread that panicked while it held the lock has left nothing half done.
fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

/// Changes what is shared.
fn write<T>(lock: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(PoisonError::into_inner)
}
