-- The eleven tables of Chinook, a shop for music, and what else a database can hold.
CREATE TABLE Artist (ArtistId INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, Name NVARCHAR(120));
CREATE TABLE Album (AlbumId INTEGER PRIMARY KEY NOT NULL, Title NVARCHAR(160) NOT NULL, ArtistId INTEGER NOT NULL REFERENCES Artist (ArtistId) ON DELETE NO ACTION ON UPDATE NO ACTION);
CREATE TABLE Employee (
  EmployeeId INTEGER PRIMARY KEY NOT NULL, LastName NVARCHAR(20) NOT NULL, FirstName NVARCHAR(20) NOT NULL, Title NVARCHAR(30),
  ReportsTo INTEGER REFERENCES Employee (EmployeeId), BirthDate DATETIME, HireDate DATETIME, Address NVARCHAR(70), City NVARCHAR(40),
  State NVARCHAR(40), Country NVARCHAR(40), PostalCode NVARCHAR(10), Phone NVARCHAR(24), Fax NVARCHAR(24), Email NVARCHAR(60),
  CHECK (HireDate IS NULL OR HireDate > BirthDate));
CREATE TABLE Customer (
  CustomerId INTEGER PRIMARY KEY NOT NULL, FirstName NVARCHAR(40) NOT NULL, LastName NVARCHAR(20) NOT NULL, Company NVARCHAR(80),
  Address NVARCHAR(70), City NVARCHAR(40), State NVARCHAR(40), Country NVARCHAR(40), PostalCode NVARCHAR(10), Phone NVARCHAR(24),
  Fax NVARCHAR(24), Email NVARCHAR(60) NOT NULL, SupportRepId INTEGER REFERENCES Employee (EmployeeId) ON DELETE SET NULL);
CREATE TABLE Invoice (
  InvoiceId INTEGER PRIMARY KEY NOT NULL, CustomerId INTEGER NOT NULL REFERENCES Customer (CustomerId), InvoiceDate DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  BillingAddress NVARCHAR(70), BillingCity NVARCHAR(40), BillingState NVARCHAR(40), BillingCountry NVARCHAR(40), BillingPostalCode NVARCHAR(10),
  Total NUMERIC(10,2) NOT NULL DEFAULT 0, Currency CHAR(3) NOT NULL DEFAULT 'CNY' CHECK (length(Currency) = 3),
  Status VARCHAR(10) NOT NULL DEFAULT 'open' CHECK (Status IN ('open', 'paid', 'void')),
  CONSTRAINT total_not_negative CHECK (Total >= 0), CONSTRAINT paid_has_total CHECK (Status <> 'paid' OR Total > 0),
  CONSTRAINT odd_one CHECK (abs(random()) >= 0));
CREATE TABLE Genre (GenreId INTEGER PRIMARY KEY NOT NULL, Name NVARCHAR(120) UNIQUE);
CREATE TABLE MediaType (MediaTypeId INTEGER PRIMARY KEY NOT NULL, Name NVARCHAR(120));
CREATE TABLE Track (
  TrackId INTEGER PRIMARY KEY NOT NULL, Name NVARCHAR(200) NOT NULL, AlbumId INTEGER REFERENCES Album (AlbumId), MediaTypeId INTEGER NOT NULL REFERENCES MediaType (MediaTypeId),
  GenreId INTEGER REFERENCES Genre (GenreId), Composer NVARCHAR(220), Milliseconds INTEGER NOT NULL CHECK (Milliseconds > 0), Bytes INTEGER, UnitPrice NUMERIC(10,2) NOT NULL,
  Minutes REAL GENERATED ALWAYS AS (Milliseconds / 60000.0) STORED);
CREATE TABLE InvoiceLine (
  InvoiceLineId INTEGER PRIMARY KEY NOT NULL, InvoiceId INTEGER NOT NULL REFERENCES Invoice (InvoiceId) ON DELETE CASCADE, TrackId INTEGER NOT NULL REFERENCES Track (TrackId),
  UnitPrice NUMERIC(10,2) NOT NULL, Quantity INTEGER NOT NULL DEFAULT 1 CHECK (Quantity BETWEEN 1 AND 100), UNIQUE (InvoiceId, TrackId));
CREATE TABLE Playlist (PlaylistId INTEGER PRIMARY KEY NOT NULL, Name NVARCHAR(120));
CREATE TABLE PlaylistTrack (
  PlaylistId INTEGER NOT NULL REFERENCES Playlist (PlaylistId), TrackId INTEGER NOT NULL REFERENCES Track (TrackId), PRIMARY KEY (PlaylistId, TrackId));
-- A key of two columns, what refers to it, codes as keys, a table without a key, a reserved name, a blob.
CREATE TABLE seat (hall VARCHAR(10) NOT NULL, no INTEGER NOT NULL, PRIMARY KEY (hall, no));
CREATE TABLE booking (id INTEGER PRIMARY KEY, hall VARCHAR(10) NOT NULL, seat_no INTEGER NOT NULL, code VARCHAR(12) NOT NULL UNIQUE CHECK (code GLOB '[A-Z][A-Z]-*'), created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, scan BLOB, note TEXT DEFAULT 'none',
  starts_on DATE NOT NULL DEFAULT (date('now')), ends_on DATE, made DATETIME DEFAULT (datetime('now', '+1 day')), CHECK (ends_on >= starts_on),
  FOREIGN KEY (hall, seat_no) REFERENCES seat (hall, no) ON DELETE CASCADE);
CREATE TABLE country (iso CHAR(2) PRIMARY KEY, label TEXT NOT NULL, active BOOLEAN NOT NULL DEFAULT 1 CHECK (active IN (0, 1)));
CREATE TABLE user (login VARCHAR(30), home CHAR(2) REFERENCES country (iso), "class" VARCHAR(10), price DOUBLE);
CREATE INDEX by_name ON Track (Name);
CREATE INDEX by_two ON Customer (LastName, FirstName);
CREATE INDEX by_lower ON Customer (lower(Email));
CREATE UNIQUE INDEX one_open ON Invoice (CustomerId) WHERE Status = 'open';
CREATE VIEW sold AS SELECT TrackId, count(*) AS n FROM InvoiceLine GROUP BY TrackId;
CREATE TRIGGER touch AFTER UPDATE ON Album BEGIN SELECT 1; END;
