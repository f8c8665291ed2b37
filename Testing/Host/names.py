# SPDX-License-Identifier: Apache-2.0
"""The names of the module `qt` that our widgets may use. Any other raises.

Every one is wrapped by the PythonQt of Slicer 5.12 (its QtCore, QtGui and QtUiTools kits) and exists in Qt 5.15 and
Qt 6. Slicer does not wrap QtSvg: an SVG is shown as qt.QIcon(path) or qt.QPixmap(path).
To add a name, look it up in PythonQt's generated wrappers first.
"""

_CORE = """
QAbstractItemModel QBuffer QByteArray QCoreApplication QDate QDateTime QDir QEvent QEventLoop QFile QFileInfo QIODevice
QItemSelectionModel QLine QLineF QLocale QMargins QMimeData QModelIndex QObject QPoint QPointF QProcess
QProcessEnvironment QRect QRectF QRegularExpression QSettings QSignalBlocker QSize QSizeF QStandardPaths QTime QTimer
QUrl
"""

_GUI = """
QAction QActionGroup QBrush QClipboard QCloseEvent QColor QCursor QDesktopServices QDoubleValidator QFocusEvent QFont
QFontDatabase QFontMetrics QGuiApplication QHelpEvent QIcon QImage QIntValidator QKeyEvent QKeySequence QMouseEvent
QPageLayout QPageSize QPaintEvent QPainter QPainterPath QPalette QPdfWriter QPen QPixmap QPolygon QPolygonF
QRegularExpressionValidator QResizeEvent QShortcut QTextCursor QTextDocument QTextOption QTransform QValidator
QWheelEvent
"""

_WIDGETS = """
QAbstractButton QAbstractItemView QAbstractScrollArea QAbstractSpinBox QApplication QBoxLayout QButtonGroup QCheckBox
QComboBox QCompleter QDialog QDialogButtonBox QDoubleSpinBox QFileDialog QFormLayout QFrame QGraphicsItem
QGraphicsRectItem QGraphicsScene QGraphicsTextItem QGraphicsView QGridLayout QGroupBox QHBoxLayout QHeaderView
QInputDialog QLabel QLayout QLineEdit QMenu QMessageBox QPlainTextEdit QProgressBar QProgressDialog QPushButton
QRadioButton QScrollArea QScrollBar QSizePolicy QSpacerItem QSpinBox QSplitter QStackedWidget QStyle QStyleOption
QStyleOptionViewItem QStyledItemDelegate QTabWidget QTableView QTableWidget QTableWidgetItem
QTableWidgetSelectionRange QTextBrowser QTextEdit QToolButton QToolTip QVBoxLayout QWidget
"""

CORE, GUI, WIDGETS = _CORE.split(), _GUI.split(), _WIDGETS.split()
